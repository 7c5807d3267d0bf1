package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.contract.WorkloadsFixture;
import io.github.evenkeel.testkit.kubernetes.Edit;
import io.github.evenkeel.testkit.kubernetes.EvictionReview;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** The adapter on some API server, and what an administrator does there. */
class WorkloadsOn<S extends Server> implements WorkloadsFixture {
    private static final String DRIVER = "blockvolume.csi.oraclecloud.com";

    final S server;
    private final ServedWorkloads served;
    private final SingleReplica cart;

    WorkloadsOn(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
        served.grant("delete", "pods");
        served.grantSurges();
        served.grantMetrics();
        cart = new SingleReplica(served);
    }

    @Override
    public Workloads port() {
        return served.workloads;
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(1))
                .until(condition::getAsBoolean);
    }

    @Override
    public Optional<DeprecatedApi> requestDeprecatedApis() {
        return server.requestDeprecatedApis();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void addNode(String name, String instanceId) {
        served.node(name, instanceId);
    }

    @Override
    public void removeNode(String name) {
        served.administrator.nodes().withName(name).delete();
    }

    @Override
    public void changeNode(String name) {
        Edit.of(served.administrator.nodes().withName(name), node -> node.edit()
                .editMetadata()
                .addToLabels("team", "shop")
                .endMetadata()
                .build());
    }

    @Override
    public void holdNode(String name, String value) {
        Edit.of(served.administrator.nodes().withName(name), node -> node.edit()
                .editMetadata()
                .addToAnnotations(ClusterNode.HOLD_ANNOTATION, value)
                .endMetadata()
                .build());
    }

    @Override
    public void setScaleDownDisabled(String name, String value) {
        Edit.of(served.administrator.nodes().withName(name), node -> node.edit()
                .editMetadata()
                .addToAnnotations(ScaleDown.ANNOTATION, value)
                .endMetadata()
                .build());
    }

    @Override
    public void setBalancerExclusion(String name, String value) {
        Edit.of(served.administrator.nodes().withName(name), node -> node.edit()
                .editMetadata()
                .addToLabels(BalancerExclusion.LABEL, value)
                .endMetadata()
                .build());
    }

    @Override
    public void taintNode(String name) {
        Edit.of(served.administrator.nodes().withName(name), node -> node.edit()
                .editOrNewSpec()
                .addNewTaint()
                .withKey("dedicated")
                .withValue("shop")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .build());
    }

    @Override
    public Pod addPod(String name, String node) {
        return served.pod(name, node);
    }

    @Override
    public void removePod(Pod pod) {
        served.administrator
                .pods()
                .inNamespace(pod.namespace())
                .withName(pod.name())
                .withGracePeriod(0)
                .delete();
    }

    @Override
    public void addBudget(int minAvailable) {
        served.budget("web", minAvailable);
    }

    @Override
    public void attachVolume(String claim, String node) {
        served.administrator
                .resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName(claim)
                        .endMetadata()
                        .withNewSpec()
                        .addToCapacity("storage", new Quantity("50Gi"))
                        .withAccessModes("ReadWriteOnce")
                        .withPersistentVolumeReclaimPolicy("Retain")
                        .withNewCsi()
                        .withDriver(DRIVER)
                        .withVolumeHandle(claim)
                        .endCsi()
                        .withNewClaimRef()
                        .withApiVersion("v1")
                        .withKind("PersistentVolumeClaim")
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .withName(claim)
                        .endClaimRef()
                        .endSpec()
                        .build())
                .create();
        served.administrator
                .resource(new VolumeAttachmentBuilder()
                        .withNewMetadata()
                        .withName(attachment(claim, node))
                        .endMetadata()
                        .withNewSpec()
                        .withAttacher(DRIVER)
                        .withNodeName(node)
                        .withNewSource()
                        .withPersistentVolumeName(claim)
                        .endSource()
                        .endSpec()
                        .build())
                .create();
        served.administrator
                .resources(VolumeAttachment.class)
                .withName(attachment(claim, node))
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"attached\":true}}");
    }

    @Override
    public void detachVolume(String claim, String node) {
        served.administrator
                .resources(VolumeAttachment.class)
                .withName(attachment(claim, node))
                .delete();
    }

    private static String attachment(String claim, String node) {
        return claim + "-on-" + node;
    }

    @Override
    public void denyEvictions() {
        server.reviewEvictions(request -> EvictionReview.denied(Server.WEBHOOK, 403, "not now"));
    }

    @Override
    public Pod addSingleReplica(String node) {
        return cart.on(node);
    }

    @Override
    public void runDeployment() {
        cart.run();
    }

    @Override
    public void pauseDeployment() {
        cart.edit(deployment -> deployment.editSpec().withPaused(true).endSpec());
    }

    @Override
    public void addPodQuota(int pods) {
        cart.quota(pods);
    }

    @Override
    public void close() {
        served.close();
    }
}
