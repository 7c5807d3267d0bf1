package io.github.evenkeel.testkit.services;

import java.util.List;

/**
 * Backend set that a Service has to have.
 *
 * @param name such as {@code TCP-80}
 * @param policy how it spreads
 * @param healthPort where the nodes answer for the health of the Service
 * @param nodePort of the backends
 * @param nodes the backends
 */
record WantedSet(String name, String policy, int healthPort, int nodePort, List<ServiceNode> nodes) {
    WantedSet {
        nodes = List.copyOf(nodes);
    }

    /** Addresses and ports of the backends, which is all that is compared. */
    List<String> members() {
        return nodes.stream()
                .map(node -> node.address() + ":" + nodePort)
                .sorted()
                .toList();
    }
}
