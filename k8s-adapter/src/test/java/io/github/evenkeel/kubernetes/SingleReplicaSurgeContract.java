package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.PodSelector;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Deployment of one replica that serves while its node is drained, whichever the API server. */
@Timeout(120)
abstract class SingleReplicaSurgeContract<S extends Server> {
    private static final String OTHER_NODE = "10.0.10.3";
    private static final Timing QUICK = Timing.defaults()
            .withDrain(drain -> drain.withPods(Duration.ofMinutes(1)).withQuiet(Duration.ofSeconds(1)));

    final ServedWorkloads served;
    private final SingleReplica cart;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();

    SingleReplicaSurgeContract(S server) {
        served = new ServedWorkloads(server);
        served.grantSurges();
        served.node(OTHER_NODE);
        cart = new SingleReplica(served);
    }

    @AfterEach
    void close() throws InterruptedException {
        background.shutdownNow();
        assertThat(background.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        served.close();
    }

    private DrainPlan plan() {
        return DrainPlan.forNode(served.workloads, NODE)
                .withTiming(QUICK)
                .withDrainPolicy(
                        DrainPolicy.defaults().surgingSingleReplicas(PodSelector.ofLabels(Map.of("app", "cart"))));
    }

    private PodVerdict verdict() {
        return plan().preview().pods().get(0);
    }

    private void minAvailableOne() {
        served.administrator
                .resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName("cart")
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withMinAvailable(new IntOrString(1))
                        .withNewSelector()
                        .addToMatchLabels("app", "cart")
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
    }

    private boolean hasReadyEndpoint() {
        return served
                .administrator
                .resources(EndpointSlice.class)
                .inNamespace(ServedWorkloads.NAMESPACE)
                .withLabel("kubernetes.io/service-name", "cart")
                .list()
                .getItems()
                .stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .anyMatch(
                        endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()));
    }

    @Test
    void itsEndpointsAreNeverEmptyThoughItsBudgetLetsNoneGo() {
        cart.on(NODE);
        minAvailableOne();
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger empty = new AtomicInteger();
        var unused = background.scheduleWithFixedDelay(
                () -> {
                    cart.run();
                    looks.incrementAndGet();
                    empty.addAndGet(hasReadyEndpoint() ? 0 : 1);
                },
                0,
                100,
                TimeUnit.MILLISECONDS);

        assertThat(verdict().decision()).isEqualTo(Decision.EVICT);
        DrainReport report = plan().drain();

        assertThat(report.outcome()).isEqualTo(DrainReport.Outcome.DRAINED);
        assertThat(served.workloads.podsOn(NODE)).isEmpty();
        assertThat(served.workloads.podsOn(OTHER_NODE)).hasSize(1);
        assertThat(looks.get()).isGreaterThan(5);
        assertThat(empty.get()).isZero();
        assertThat(served.calls("patch deployments")).isEqualTo(1);
    }

    @Test
    void eachThatCanNotBeSurgedHasItsReason() {
        refused("strategy is Recreate", deployment -> deployment
                .editSpec()
                .withNewStrategy()
                .withType("Recreate")
                .endStrategy()
                .endSpec());
        refused("maxSurge is 0", deployment -> rolling(deployment, 0, 1));
        refused("maxUnavailable is 1", deployment -> rolling(deployment, 1, 1));
        refused("host port 8080", deployment -> deployment
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .addNewPort()
                .withContainerPort(8080)
                .withHostPort(8080)
                .endPort()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec());
        refused("path /var/cart", deployment -> deployment
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewVolume()
                .withName("data")
                .withNewHostPath()
                .withPath("/var/cart")
                .endHostPath()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec());
    }

    private void refused(String reason, UnaryOperator<DeploymentBuilder> how) {
        cart.on(NODE, how);
        assertThat(verdict().decision()).as(reason).isEqualTo(Decision.EVICT);
        assertThat(verdict().toString()).contains("not surged", reason);
        cart.remove();
    }

    private static DeploymentBuilder rolling(DeploymentBuilder deployment, int surge, int unavailable) {
        return deployment
                .editSpec()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(surge))
                .withMaxUnavailable(new IntOrString(unavailable))
                .endRollingUpdate()
                .endStrategy()
                .endSpec();
    }

    @Test
    void aPauseAQuotaWithoutRoomAndARolloutUnderWayAreReasonsToo() {
        cart.on(NODE);
        cart.edit(deployment -> deployment.editSpec().withPaused(true).endSpec());
        assertThat(verdict().toString()).contains("not surged", "it is paused");
        cart.edit(deployment -> deployment.editSpec().withPaused(false).endSpec());

        cart.quota(1);
        assertThat(verdict().toString())
                .contains("not surged", "quota small has no room for one more pod: 1 of 1 pods are used");

        cart.edit(deployment -> deployment
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("team", "shop")
                .endMetadata()
                .endTemplate()
                .endSpec());
        assertThat(verdict().toString()).contains("not surged", "a rollout is under way");
    }

    @Test
    void aVolumeOfOneNodeBindsAndASharedOneDoesNot() {
        volume("ReadWriteOnce");
        refused("volume claim data", SingleReplicaSurgeContract::withClaim);
        served.administrator
                .persistentVolumeClaims()
                .inNamespace(ServedWorkloads.NAMESPACE)
                .withName("data")
                .delete();
        served.administrator.persistentVolumes().withName("data").delete();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> served.administrator
                                .persistentVolumes()
                                .withName("data")
                                .get()
                        == null);
        volume("ReadWriteMany");
        cart.on(NODE, SingleReplicaSurgeContract::withClaim);
        assertThat(verdict().toString()).contains("restarted first");
    }

    private static DeploymentBuilder withClaim(DeploymentBuilder deployment) {
        return deployment
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim("data", null)
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec();
    }

    private void volume(String mode) {
        served.administrator
                .resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName("data")
                        .endMetadata()
                        .withNewSpec()
                        .addToCapacity("storage", new Quantity("50Gi"))
                        .withAccessModes(mode)
                        .withStorageClassName("")
                        .withNewCsi()
                        .withDriver("blockvolume.csi.oraclecloud.com")
                        .withVolumeHandle("data")
                        .endCsi()
                        .withNewClaimRef()
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .withName("data")
                        .endClaimRef()
                        .endSpec()
                        .build())
                .create();
        served.administrator
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("data")
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes(mode)
                        .withStorageClassName("")
                        .withVolumeName("data")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("50Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
    }
}
