package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NODE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What controllers and scheduler do, as far as HTTP shows it, on the sandbox's server and on a real one. */
@Timeout(180)
abstract class ControllersContract<S extends Server> {
    private static final String OTHER_NODE = "10.0.10.2";
    private static final String WORKLOAD =
            """
            {metadata: {name: web, namespace: default},
             spec: {replicas: %d, serviceName: web, selector: {matchLabels: {app: web}},
                    template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}}}
            """;
    private static final String BUDGET =
            """
            {metadata: {name: %s, namespace: default},
             spec: {%s, selector: {matchLabels: {app: web}}}}
            """;
    private static final String RUNNING =
            "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}";
    private static final String NOT_READY = "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"}]}}";
    private static final String CHOOSY =
            """
            {metadata: {name: choosy, namespace: default},
             spec: {nodeSelector: {disk: ssd}, containers: [{name: web, image: web}]}}
            """;

    final ServedCluster cluster;

    ControllersContract(S server) {
        cluster = new ServedCluster(server);
    }

    @BeforeEach
    void addNode() {
        cluster.node(NODE);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void budgetsCountThePodsOfADeployment() {
        create(WORKLOAD.formatted(4), Deployment.class);
        await().until(() -> bound().size() == 4);
        bound().forEach(pod -> cluster.report(pod, RUNNING));
        budget("number-that-stays", "minAvailable: 3");
        budget("number-that-leaves", "maxUnavailable: 1");
        budget("share-that-stays", "minAvailable: 30%");
        budget("share-that-leaves", "maxUnavailable: 30%");
        budget("none", "maxUnavailable: 0");

        // Shares are rounded up: 30% of 4 pods are 2 of them.
        awaitCounts("number-that-stays", 4, 4, 3, 1);
        awaitCounts("number-that-leaves", 4, 4, 3, 1);
        awaitCounts("share-that-stays", 4, 4, 2, 2);
        awaitCounts("share-that-leaves", 4, 4, 2, 2);
        awaitCounts("none", 4, 4, 4, 0);
    }

    @Test
    void aBudgetDoesNotCountAPodThatIsNotReadyAnyMore() {
        create(WORKLOAD.formatted(4), Deployment.class);
        await().until(() -> bound().size() == 4);
        bound().forEach(pod -> cluster.report(pod, RUNNING));
        budget("stays", "minAvailable: 3");
        awaitCounts("stays", 4, 4, 3, 1);

        cluster.report(bound().get(0), NOT_READY);

        awaitCounts("stays", 4, 3, 3, 0);
    }

    @Test
    void aPodOfAStatefulSetComesBackByItsNameAsAnotherOne() {
        StatefulSet set = create(WORKLOAD.formatted(1), StatefulSet.class);
        await().until(() -> bound().size() == 1);
        Pod first = bound().get(0);
        assertThat(first.getMetadata().getName()).isEqualTo("web-0");

        cluster.client.resource(first).withGracePeriod(0).delete();

        await().until(() -> bound().stream().anyMatch(pod -> !uid(pod).equals(uid(first))));
        Pod next = bound().get(0);
        assertThat(next.getMetadata().getName()).isEqualTo("web-0");
        assertThat(next.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(uid(set)));
    }

    @Test
    void aPodThatIsDeletedIsReplacedOnceItIsOnItsWayOut() {
        create(WORKLOAD.formatted(1), Deployment.class);
        await().until(() -> bound().size() == 1);
        Pod first = cluster.report(bound().get(0), RUNNING);

        cluster.client.resource(first).delete();

        await().until(() -> bound().size() == 2);
        assertThat(bound())
                .filteredOn(ControllersContract::isTerminating)
                .singleElement()
                .satisfies(pod -> assertThat(uid(pod)).isEqualTo(uid(first)));
    }

    @Test
    void whatIsOwnedGoesWithItsOwner() {
        Deployment deployment = create(WORKLOAD.formatted(2), Deployment.class);
        await().until(() -> bound().size() == 2);

        cluster.client
                .resource(deployment)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();

        await().until(() -> replicaSets().isEmpty());
        await().until(() -> bound().stream().allMatch(ControllersContract::isTerminating));
    }

    @Test
    void orphansStayWithoutAnOwner() {
        ReplicaSet set = create(WORKLOAD.formatted(2), ReplicaSet.class);
        await().until(() -> bound().size() == 2);

        cluster.client
                .resource(set)
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();

        await().until(() -> replicaSets().isEmpty());
        assertThat(bound()).hasSize(2).allSatisfy(pod -> {
            assertThat(isTerminating(pod)).isFalse();
            assertThat(pod.getMetadata().getOwnerReferences())
                    .extracting(OwnerReference::getUid)
                    .doesNotContain(uid(set));
        });
    }

    @Test
    void aPodIsBoundToANodeThatItSelectsAndToNoOther() {
        create(CHOOSY, Pod.class);
        await().until(() -> isUnschedulable("choosy"));

        cluster.node(OTHER_NODE);
        patchNode(OTHER_NODE, "{\"metadata\":{\"labels\":{\"disk\":\"ssd\"}}}");

        await().until(() -> OTHER_NODE.equals(pod("choosy").getSpec().getNodeName()));
    }

    @Test
    void noPodIsBoundToANodeThatIsCordoned() {
        patchNode(NODE, "{\"spec\":{\"unschedulable\":true}}");
        create(WORKLOAD.formatted(1), StatefulSet.class);
        await().until(() -> isUnschedulable("web-0"));

        patchNode(NODE, "{\"spec\":{\"unschedulable\":null}}");

        await().until(() -> NODE.equals(pod("web-0").getSpec().getNodeName()));
    }

    private <T extends HasMetadata> T create(String yaml, Class<T> kind) {
        return cluster.client.resource(manifest(yaml, kind)).create();
    }

    private void budget(String name, String limit) {
        create(BUDGET.formatted(name, limit), PodDisruptionBudget.class);
    }

    private void awaitCounts(String budget, int expected, int healthy, int desired, int allowed) {
        await().untilAsserted(() -> {
            cluster.heartbeat(NODE);
            PodDisruptionBudgetStatus status = Objects.requireNonNull(cluster.client
                            .policy()
                            .v1()
                            .podDisruptionBudget()
                            .inNamespace(NAMESPACE)
                            .withName(budget)
                            .get())
                    .getStatus();
            assertThat(List.of(
                            number(status.getExpectedPods()),
                            number(status.getCurrentHealthy()),
                            number(status.getDesiredHealthy()),
                            number(status.getDisruptionsAllowed())))
                    .as("expected, healthy, desired, allowed of %s", budget)
                    .containsExactly(expected, healthy, desired, allowed);
        });
    }

    private static int number(@Nullable Integer stated) {
        return stated == null ? 0 : stated;
    }

    private List<Pod> bound() {
        return cluster.client.pods().inNamespace(NAMESPACE).withLabel("app", "web").list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .toList();
    }

    private List<ReplicaSet> replicaSets() {
        return cluster.client.apps().replicaSets().inNamespace(NAMESPACE).list().getItems();
    }

    private Pod pod(String name) {
        return Objects.requireNonNull(
                cluster.client.pods().inNamespace(NAMESPACE).withName(name).get());
    }

    /** The scheduler has looked at it, and found no node. */
    private boolean isUnschedulable(String name) {
        Pod pod = cluster.client.pods().inNamespace(NAMESPACE).withName(name).get();
        return pod != null
                && pod.getSpec().getNodeName() == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> "PodScheduled".equals(condition.getType())
                                && "False".equals(condition.getStatus())
                                && "Unschedulable".equals(condition.getReason()));
    }

    private void patchNode(String name, String patch) {
        cluster.client.nodes().withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static boolean isTerminating(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }
}
