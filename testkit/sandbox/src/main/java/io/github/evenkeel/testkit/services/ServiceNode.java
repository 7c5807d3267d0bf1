package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Node as the backend of a Service.
 *
 * @param instanceId OCID of its machine
 * @param address InternalIP
 */
record ServiceNode(String instanceId, String address) {
    private static final String EXCLUSION = "node.kubernetes.io/exclude-from-external-load-balancers";

    /** What Go's {@code strconv.ParseBool} takes for true. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    /** The node of an object; empty if it has no machine or no address. */
    static Optional<ServiceNode> of(Node node) {
        if (node.getStatus() == null || node.getStatus().getAddresses() == null) {
            return Optional.empty();
        }
        return instanceId(node).flatMap(id -> node.getStatus().getAddresses().stream()
                .filter(address -> "InternalIP".equals(address.getType()))
                .map(NodeAddress::getAddress)
                .findFirst()
                .map(address -> new ServiceNode(id, address)));
    }

    static Optional<String> instanceId(Node node) {
        return node.getSpec() == null
                ? Optional.empty()
                : Optional.ofNullable(node.getSpec().getProviderID()).map(id -> id.replaceFirst("^oci://", ""));
    }

    static boolean isExcluded(Node node) {
        return node.getMetadata().getLabels() != null
                && TRUE.contains(node.getMetadata().getLabels().getOrDefault(EXCLUSION, ""));
    }

    static boolean isReady(Node node) {
        return node.getStatus() != null
                && node.getStatus().getConditions() != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
