package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.github.evenkeel.testkit.oci.Instance;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Node objects as a managed node of Container Engine registers them. */
final class NodeObjects {
    /** A VM of three OCPUs and 16 GiB; what a kubelet reserves of it is missing from the allocatable quantities. */
    private static final Map<String, String> CAPACITY =
            Map.of("cpu", "6", "memory", "16097756Ki", "ephemeral-storage", "37206272Ki");

    private NodeObjects() {}

    static Node of(Instance instance, String name, String version, PodAddresses addresses, NodeOptions options) {
        String zone = instance.availabilityDomain().replaceFirst("^[^:]*:", "");
        Map<String, Quantity> allocatable = quantities(options.allocatable());
        Map<String, Quantity> capacity = quantities(CAPACITY);
        allocatable.forEach((resource, quantity) -> capacity.merge(resource, quantity, NodeObjects::larger));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("beta.kubernetes.io/arch", "amd64")
                .addToLabels("kubernetes.io/arch", "amd64")
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("node-role.kubernetes.io/node", "")
                .addToLabels("topology.kubernetes.io/zone", zone)
                .addToLabels("displayName", instance.name())
                .addToLabels("hostname", instance.name())
                .addToLabels("internal_addr", instance.nodeIp())
                .addToLabels("oci.oraclecloud.com/fault-domain", instance.faultDomain())
                .addToLabels("oci.oraclecloud.com/node.info.managed", "true")
                .addToLabels("oke.oraclecloud.com/node.info.private_subnet", "true")
                .addToAnnotations("oci.oraclecloud.com/node-pool-id", instance.nodePoolId())
                .addToAnnotations("oci.oraclecloud.com/compartment-id", instance.compartmentId())
                .endMetadata()
                .withNewSpec()
                .withProviderID(instance.id())
                .withPodCIDR(addresses.cidr())
                .withPodCIDRs(addresses.cidr())
                .endSpec()
                .withNewStatus()
                .addNewAddress(instance.nodeIp(), "InternalIP")
                .addNewAddress(instance.name(), "Hostname")
                .withCapacity(capacity)
                .withAllocatable(allocatable)
                .withConditions(conditions(false, PodStatuses.now()))
                .withNewNodeInfo()
                .withArchitecture("amd64")
                .withOperatingSystem("linux")
                .withOsImage("Oracle Linux Server 8.10")
                .withKernelVersion("5.15.0-209.161.7.2.el8uek.x86_64")
                .withContainerRuntimeVersion("cri-o://" + version.replaceFirst("^v", ""))
                .withKubeletVersion(version)
                .withKubeProxyVersion(version)
                .withMachineID(Integer.toHexString(instance.id().hashCode()))
                .withSystemUUID(instance.id())
                .withBootID(Integer.toHexString(instance.id().hashCode()))
                .endNodeInfo()
                .endStatus()
                .build();
    }

    /** @param since when Ready came to be as it is */
    static List<NodeCondition> conditions(boolean ready, String since) {
        return List.of(
                condition("NetworkUnavailable", false, "FlannelIsUp", since),
                condition("MemoryPressure", false, "KubeletHasSufficientMemory", since),
                condition("DiskPressure", false, "KubeletHasNoDiskPressure", since),
                condition("PIDPressure", false, "KubeletHasSufficientPID", since),
                condition("Ready", ready, ready ? "KubeletReady" : "KubeletNotReady", since));
    }

    private static NodeCondition condition(String type, boolean status, String reason, String since) {
        return new NodeConditionBuilder()
                .withType(type)
                .withStatus(status ? "True" : "False")
                .withReason(reason)
                .withLastTransitionTime(since)
                .withLastHeartbeatTime(PodStatuses.now())
                .build();
    }

    private static Map<String, Quantity> quantities(Map<String, String> texts) {
        return texts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> new Quantity(e.getValue())));
    }

    private static Quantity larger(Quantity one, Quantity other) {
        return one.getNumericalAmount().compareTo(other.getNumericalAmount()) >= 0 ? one : other;
    }
}
