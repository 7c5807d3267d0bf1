package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Taint;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps nodes of the API to those of the port. */
final class NodeMapping {
    /** Prefix of the instance's OCID that the cloud controller manager sets on self-managed clusters. */
    private static final String PROVIDER = "oci://";

    private NodeMapping() {}

    /** @throws ServiceException if the node can't be read */
    static ClusterNode map(Node node) {
        ObjectMeta metadata = node.getMetadata();
        NodeSpec spec = node.getSpec() == null ? new NodeSpec() : node.getSpec();
        NodeStatus status = node.getStatus() == null ? new NodeStatus() : node.getStatus();
        return ClusterNode.builder(metadata.getUid(), metadata.getName())
                .created(created(metadata.getCreationTimestamp()))
                .revision(metadata.getResourceVersion())
                .instanceId(instanceId(spec.getProviderID()))
                .addresses(addresses(status))
                .origin(NodeOrigin.of(metadata))
                .version(version(status))
                .conditions(conditions(status))
                .cordon(new ClusterNode.Cordon(
                        Boolean.TRUE.equals(spec.getUnschedulable()),
                        Optional.ofNullable(metadata.getAnnotations().get(CordonPatch.OWNER))))
                .allocatable(allocatable(metadata.getName(), status))
                .labels(metadata.getLabels())
                .taints(taints(spec))
                .hold(metadata.getAnnotations().get(ClusterNode.HOLD_ANNOTATION))
                .scaleDown(new ScaleDown(
                        Optional.ofNullable(metadata.getAnnotations().get(ScaleDown.ANNOTATION)),
                        Optional.ofNullable(metadata.getAnnotations().get(ScaleDownPatch.OWNER))))
                .exclusion(new BalancerExclusion(
                        Optional.ofNullable(metadata.getLabels().get(BalancerExclusion.LABEL)),
                        Optional.ofNullable(metadata.getAnnotations().get(ExclusionPatch.OWNER))))
                .build();
    }

    /** The taints with a known effect. */
    private static List<Taint> taints(NodeSpec spec) {
        return spec.getTaints().stream()
                .flatMap(taint -> SchedulingMapping.effect(taint.getEffect()).stream()
                        .map(effect ->
                                new Taint(taint.getKey(), taint.getValue() == null ? "" : taint.getValue(), effect)))
                .toList();
    }

    /** A time that can't be read counts as unknown. */
    private static @Nullable Instant created(@Nullable String timestamp) {
        try {
            return timestamp == null ? null : Instant.parse(timestamp);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable String instanceId(@Nullable String providerId) {
        if (providerId == null || providerId.isBlank()) {
            return null;
        }
        return providerId.startsWith(PROVIDER) ? providerId.substring(PROVIDER.length()) : providerId;
    }

    private static List<NodeAddress> addresses(NodeStatus status) {
        return status.getAddresses().stream()
                .filter(address -> address.getType() != null && address.getAddress() != null)
                .map(address -> new NodeAddress(address.getType(), address.getAddress()))
                .toList();
    }

    /** A version that can't be parsed counts as unknown. */
    private static @Nullable KubernetesVersion version(NodeStatus status) {
        String text = status.getNodeInfo() == null ? null : status.getNodeInfo().getKubeletVersion();
        try {
            return text == null || text.isEmpty() ? null : KubernetesVersion.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, ClusterNode.Condition> conditions(NodeStatus status) {
        Map<String, ClusterNode.Condition> conditions = new HashMap<>();
        for (NodeCondition condition : status.getConditions()) {
            conditions.put(condition.getType(), value(condition.getStatus()));
        }
        return conditions;
    }

    private static ClusterNode.Condition value(@Nullable String status) {
        return switch (status == null ? "" : status) {
            case "True" -> ClusterNode.Condition.TRUE;
            case "False" -> ClusterNode.Condition.FALSE;
            default -> ClusterNode.Condition.UNKNOWN;
        };
    }

    /** The allocatable resources, rounded down. */
    private static Resources allocatable(String name, NodeStatus status) {
        try {
            return new Resources(
                    Amounts.millis(Amounts.of(status.getAllocatable(), "cpu"), RoundingMode.FLOOR),
                    Amounts.whole(Amounts.of(status.getAllocatable(), "memory"), RoundingMode.FLOOR),
                    Amounts.whole(Amounts.of(status.getAllocatable(), "pods"), RoundingMode.FLOOR));
        } catch (IllegalArgumentException e) {
            throw ServiceException.builder(
                            ServiceException.Outcome.REJECTED,
                            "read node " + name,
                            "allocatable " + e.getMessage() + "; check the node's kubelet")
                    .cause(e)
                    .build();
        }
    }
}
