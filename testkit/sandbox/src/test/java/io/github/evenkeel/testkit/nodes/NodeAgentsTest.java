package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.evenkeel.testkit.oci.Instance;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class NodeAgentsTest {
    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aMachineJoinsAsAManagedNodeOfContainerEngine() {
        Instance machine = cluster.ready(11);

        Node node = Objects.requireNonNull(cluster.node(machine));
        assertThat(node.getMetadata().getName()).isEqualTo("10.0.10.11");
        assertThat(node.getSpec().getProviderID()).isEqualTo(machine.id());
        assertThat(node.getMetadata().getLabels())
                .containsEntry("displayName", machine.name())
                .containsEntry("hostname", machine.name())
                .containsEntry("kubernetes.io/hostname", "10.0.10.11")
                .containsEntry("oci.oraclecloud.com/fault-domain", "FAULT-DOMAIN-3")
                .containsEntry("oci.oraclecloud.com/node.info.managed", "true")
                .containsEntry("topology.kubernetes.io/zone", "US-ASHBURN-AD-2");
        assertThat(node.getMetadata().getAnnotations())
                .containsEntry("oci.oraclecloud.com/node-pool-id", machine.nodePoolId())
                .containsEntry("oci.oraclecloud.com/compartment-id", machine.compartmentId());
        assertThat(node.getStatus().getAddresses())
                .anySatisfy(address -> assertThat(address.getAddress()).isEqualTo("10.0.10.11"));
        assertThat(node.getStatus().getNodeInfo().getKubeletVersion()).isEqualTo("v1.32.1");
        assertThat(node.getStatus().getAllocatable())
                .containsEntry("cpu", new Quantity("5808m"))
                .containsEntry("memory", new Quantity("13772620Ki"))
                .containsEntry("pods", new Quantity("110"));
        assertThat(node.getStatus().getConditions())
                .extracting(NodeCondition::getType)
                .containsExactlyInAnyOrder(
                        "NetworkUnavailable", "MemoryPressure", "DiskPressure", "PIDPressure", "Ready");
    }

    @Test
    void aNodeHasALease() {
        Instance machine = cluster.ready(12);

        await().until(() -> cluster.client
                        .leases()
                        .inNamespace("kube-node-lease")
                        .withName(machine.privateIp())
                        .get()
                != null);
    }

    @Test
    void aPodThatIsBoundRunsAndGetsAnAddress() {
        Instance machine = cluster.ready(13);

        Pod pod = Objects.requireNonNull(cluster.pod(cluster.readyPod("web-1", machine)));

        assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
        assertThat(pod.getStatus().getPodIP()).startsWith("10.244.");
        assertThat(pod.getStatus().getHostIP()).isEqualTo(machine.privateIp());
        assertThat(pod.getStatus().getContainerStatuses()).singleElement().satisfies(container -> {
            assertThat(container.getReady()).isTrue();
            assertThat(container.getState().getRunning()).isNotNull();
        });
    }

    @Test
    void aDeletedPodGoesOnceItsProcessesHaveEnded() {
        Pod pod = cluster.readyPod("web-1", cluster.ready(14));

        cluster.client.resource(pod).delete();

        await().until(() -> cluster.pod(pod) == null);
    }

    @Test
    void aTerminatedMachineIsOffAtOnceAndItsNodeAndPodsGoLater() {
        Instance machine = cluster.ready(15);
        Instance other = cluster.ready(16);
        Pod lost = cluster.readyPod("lost", machine);
        Pod kept = cluster.readyPod("kept", other);
        cluster.service("Cluster", machine, other);

        cluster.agents.terminated(machine);

        assertThat(cluster.listens(machine, TestCluster.NODE_PORT)).isFalse();
        await().until(() -> cluster.node(machine) == null);
        await().until(() -> cluster.pod(lost) == null);
        assertThat(cluster.pod(kept)).isNotNull();
        assertThat(cluster.node(other)).isNotNull();
    }

    @Test
    void aMachineThatTakesOverAnAddressJoinsWhenTheOldNodeIsGone() {
        Instance old = cluster.ready(17);
        String oldUid = Objects.requireNonNull(cluster.node(old)).getMetadata().getUid();
        Instance heir = new Instance(
                "ocid1.instance.oc1.iad.heir",
                "heir",
                old.nodePoolId(),
                old.compartmentId(),
                old.privateIp(),
                old.availabilityDomain(),
                old.faultDomain(),
                "v1.33.1");

        cluster.agents.terminated(old);
        cluster.agents.launched(heir);

        await().until(() -> {
            Node node = cluster.node(heir);
            return TestCluster.isReady(node)
                    && heir.id().equals(Objects.requireNonNull(node).getSpec().getProviderID());
        });
        assertThat(Objects.requireNonNull(cluster.node(heir)).getMetadata().getUid())
                .isNotEqualTo(oldUid);
    }

    @Test
    void aNodeThatAnotherClientDeletedDoesNotComeBack() {
        Instance machine = cluster.ready(18);
        Instance witness = TestCluster.instance(19);

        cluster.client.nodes().withName(machine.privateIp()).delete();
        cluster.agents.trouble(machine.id(), NodeTrouble.NOT_READY);
        cluster.agents.launched(witness);

        await().until(() -> TestCluster.isReady(cluster.node(witness)));
        assertThat(cluster.node(machine)).isNull();
    }

    @Test
    void putsRightWhatOthersWroteIntoItsStatus() {
        Instance machine = cluster.ready(20);
        Pod pod = cluster.readyPod("web-1", machine);

        ready("Unknown", cluster.client.nodes().withName(machine.privateIp()));
        ready("False", cluster.client.resource(pod));

        await().until(() -> TestCluster.isReady(cluster.node(machine)));
        cluster.awaitReady(pod);
    }

    @Test
    void refusesTroubleForAMachineThatDoesNotRun() {
        assertThatThrownBy(() -> cluster.agents.trouble("ocid1.instance.none", NodeTrouble.FLAPS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ocid1.instance.none");
    }

    @Test
    void podsOnTheHostsNetworkHaveTheNodesAddress() {
        Instance machine = cluster.ready(21);
        Pod pod = cluster.create(TestCluster.podOn("proxy", machine, Map.of())
                .editSpec()
                .withHostNetwork(true)
                .endSpec()
                .build());

        cluster.awaitReady(pod);

        assertThat(Objects.requireNonNull(cluster.pod(pod)).getStatus().getPodIP())
                .isEqualTo(machine.privateIp());
    }

    private static <T extends HasMetadata> void ready(String status, Resource<T> resource) {
        String condition = "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"" + status + "\"}]}}";
        resource.subresource("status").patch(PatchContext.of(PatchType.STRATEGIC_MERGE), condition);
    }
}
