package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Condition;
import io.github.evenkeel.spi.MachineOrigin;
import io.github.evenkeel.spi.MachineOrigin.Kind;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Taint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeMappingTest {
    @Test
    void readsANode() {
        ClusterNode node = NodeMapping.map(node().editMetadata()
                .addToAnnotations(CordonPatch.OWNER, "run-7")
                .addToAnnotations("evenkeel.io/hold", "until Monday")
                .addToLabels("disk", "ssd")
                .withCreationTimestamp("2026-01-05T08:00:00Z")
                .endMetadata()
                .withNewSpec()
                .withProviderID("ocid1.instance.oc1.iad.aaaa")
                .withUnschedulable(true)
                .addNewTaint("NoSchedule", "gpu", null, "yes")
                .addNewTaint("NoExecute", "gone", null, null)
                .endSpec()
                .withNewStatus()
                .addNewAddress("node-1.example.com", "Hostname")
                .addNewAddress("10.0.10.2", "InternalIP")
                .addNewAddress("10.0.99.2", "InternalIP")
                .addToAllocatable("cpu", new Quantity("3790m"))
                .addToAllocatable("memory", new Quantity("15Gi"))
                .addToAllocatable("pods", new Quantity("110"))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .addNewCondition()
                .withType("MemoryPressure")
                .withStatus("False")
                .endCondition()
                .addNewCondition()
                .withType("DiskPressure")
                .withStatus("Unknown")
                .endCondition()
                .withNewNodeInfo()
                .withKubeletVersion("v1.31.1")
                .endNodeInfo()
                .endStatus()
                .build());

        assertThat(node)
                .isEqualTo(ClusterNode.builder("uid-1", "10.0.10.2")
                        .created(Instant.parse("2026-01-05T08:00:00Z"))
                        .revision("42")
                        .instanceId("ocid1.instance.oc1.iad.aaaa")
                        .addresses(List.of(
                                new NodeAddress("Hostname", "node-1.example.com"),
                                NodeAddress.internal("10.0.10.2"),
                                NodeAddress.internal("10.0.99.2")))
                        .version(KubernetesVersion.parse("v1.31.1"))
                        .conditions(Map.of(
                                "Ready", Condition.TRUE,
                                "MemoryPressure", Condition.FALSE,
                                "DiskPressure", Condition.UNKNOWN))
                        .cordon(ClusterNode.Cordon.by("run-7"))
                        .allocatable(new Resources(3790, 15L << 30, 110))
                        .labels(Map.of("disk", "ssd"))
                        .hold("until Monday")
                        .taints(List.of(
                                new Taint("gpu", "yes", Taint.Effect.NO_SCHEDULE),
                                new Taint("gone", "", Taint.Effect.NO_EXECUTE)))
                        .build());
    }

    @Test
    void aNodeThatHasJustJoinedHasLittleToTell() {
        ClusterNode node = NodeMapping.map(node().build());

        assertThat(node.instanceId()).isEmpty();
        assertThat(node.created()).isEmpty();
        assertThat(node.addresses()).isEmpty();
        assertThat(node.version()).isEmpty();
        assertThat(node.ready()).isFalse();
        assertThat(node.cordon()).isEqualTo(ClusterNode.Cordon.NONE);
        assertThat(node.allocatable()).isEqualTo(Resources.NONE);
    }

    @Test
    void tellsWhoMadeItByItsLabelsAndAnnotations() {
        assertThat(origin(Map.of("oci.oraclecloud.com/node.info.managed", "true"), Map.of()))
                .isEqualTo(new MachineOrigin(Kind.MANAGED, Optional.empty()));
        assertThat(origin(Map.of(), Map.of("oci.oraclecloud.com/node-pool-id", "ocid1.nodepool.oc1..a")))
                .isEqualTo(MachineOrigin.ofPool("ocid1.nodepool.oc1..a"));
        assertThat(origin(Map.of("oci.oraclecloud.com/node.info.byon", "true"), Map.of()))
                .isEqualTo(new MachineOrigin(Kind.SELF_MANAGED, Optional.empty()));
        assertThat(origin(Map.of("node-role.kubernetes.io/virtual-node", ""), Map.of()))
                .isEqualTo(new MachineOrigin(Kind.VIRTUAL, Optional.empty()));
        assertThat(origin(Map.of(), Map.of())).isEqualTo(MachineOrigin.UNKNOWN);
    }

    private static MachineOrigin origin(Map<String, String> labels, Map<String, String> annotations) {
        return NodeMapping.map(node().editMetadata()
                        .addToLabels(labels)
                        .addToAnnotations(annotations)
                        .endMetadata()
                        .build())
                .origin();
    }

    @ParameterizedTest
    @CsvSource({"oci://ocid1.instance.oc1..x, ocid1.instance.oc1..x", "ocid1.instance.oc1..x, ocid1.instance.oc1..x"})
    void theProviderIsNoPartOfTheInstancesIdentity(String providerId, String instanceId) {
        ClusterNode node = NodeMapping.map(
                node().withNewSpec().withProviderID(providerId).endSpec().build());

        assertThat(node.instanceId()).contains(instanceId);
    }

    @Test
    void aVersionOfAnotherKindIsUnknown() {
        ClusterNode node = NodeMapping.map(node().withNewStatus()
                .withNewNodeInfo()
                .withKubeletVersion("main-4711")
                .endNodeInfo()
                .endStatus()
                .build());

        assertThat(node.version()).isEmpty();
    }

    @Test
    void aNodeThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> NodeMapping.map(node().withNewStatus()
                        .addToAllocatable("memory", new Quantity("much"))
                        .endStatus()
                        .build()))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("10.0.10.2")
                .hasMessageContaining("memory");
    }

    private static NodeBuilder node() {
        return new NodeBuilder()
                .withNewMetadata()
                .withUid("uid-1")
                .withName("10.0.10.2")
                .withResourceVersion("42")
                .endMetadata();
    }
}
