package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.github.evenkeel.testkit.oci.Instance;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class NodeTroubleTest {
    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aMachineMayNeverJoin() {
        Instance lost = launch(51, NodeTrouble.NEVER_JOINS);

        cluster.ready(52);

        assertThat(cluster.node(lost)).isNull();
        cluster.agents.heal(lost.id(), NodeTrouble.NEVER_JOINS);
        await().until(() -> TestCluster.isReady(cluster.node(lost)));
    }

    @Test
    void aMachineThatNeverJoinedCanBeTerminatedAndItsAddressUsedAgain() {
        Instance lost = launch(53, NodeTrouble.NEVER_JOINS);

        cluster.agents.terminated(lost);

        assertThat(cluster.ready(53)).isEqualTo(lost);
    }

    @Test
    void aNodeMayJoinAndNotBeReady() {
        Instance machine = launch(54, NodeTrouble.NOT_READY);

        await().until(() -> cluster.node(machine) != null);
        cluster.ready(55);

        assertThat(TestCluster.isReady(cluster.node(machine))).isFalse();
        cluster.agents.heal(machine.id(), NodeTrouble.NOT_READY);
        await().until(() -> TestCluster.isReady(cluster.node(machine)));
    }

    @Test
    void aReadyNodeMayBecomeUnready() {
        Instance machine = cluster.ready(56);

        cluster.agents.trouble(machine.id(), NodeTrouble.NOT_READY);

        await().until(() -> !TestCluster.isReady(cluster.node(machine)));
    }

    @Test
    void aNodeMayFlap() {
        Instance machine = cluster.ready(57);

        cluster.agents.trouble(machine.id(), NodeTrouble.FLAPS);

        for (int i = 0; i < 2; i++) {
            await().until(() -> !TestCluster.isReady(cluster.node(machine)));
            await().until(() -> TestCluster.isReady(cluster.node(machine)));
        }
    }

    @Test
    void aKubeletMayBeOld() {
        Instance machine = launch(58, NodeTrouble.OLD_KUBELET);

        await().until(() -> TestCluster.isReady(cluster.node(machine)));

        Node node = Objects.requireNonNull(cluster.node(machine));
        assertThat(node.getStatus().getNodeInfo().getKubeletVersion()).isEqualTo(TestCluster.FAST.oldKubeletVersion());
    }

    @Test
    void podsOfDaemonSetsMayNotBecomeReady() {
        Instance machine = launch(59, NodeTrouble.DAEMON_PODS_NOT_READY);
        await().until(() -> TestCluster.isReady(cluster.node(machine)));
        cluster.client.resource(flannel()).create();
        await().until(() -> daemonPod() != null);
        Pod daemon = Objects.requireNonNull(daemonPod());
        cluster.readyPod("web", machine);

        assertThat(isReady(cluster.pod(daemon))).isFalse();
        cluster.agents.heal(machine.id(), NodeTrouble.DAEMON_PODS_NOT_READY);
        cluster.awaitReady(daemon);
    }

    @Test
    void aNodesPortsMayBeClosed() {
        Instance machine = cluster.ready(60);
        cluster.service("Cluster", machine);

        cluster.agents.trouble(machine.id(), NodeTrouble.PORTS_CLOSED);

        await().until(() -> !cluster.listens(machine, TestCluster.NODE_PORT));
        cluster.agents.heal(machine.id(), NodeTrouble.PORTS_CLOSED);
        await().until(() -> cluster.listens(machine, TestCluster.NODE_PORT));
    }

    private Instance launch(int number, NodeTrouble trouble) {
        Instance machine = TestCluster.instance(number);
        cluster.agents.troubleNextLaunched(trouble);
        cluster.agents.launched(machine);
        return machine;
    }

    private static boolean isReady(@Nullable Pod pod) {
        return pod != null && ServiceRoute.isReady(pod);
    }

    private @Nullable Pod daemonPod() {
        return cluster
                .client
                .pods()
                .inNamespace(TestCluster.NAMESPACE)
                .withLabel("app", "flannel")
                .list()
                .getItems()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static DaemonSet flannel() {
        return new DaemonSetBuilder()
                .withNewMetadata()
                .withName("flannel")
                .withNamespace(TestCluster.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", "flannel")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "flannel")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("flannel")
                .withImage("flannel")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
