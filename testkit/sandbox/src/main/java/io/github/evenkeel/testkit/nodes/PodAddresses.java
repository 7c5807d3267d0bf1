package io.github.evenkeel.testkit.nodes;

import java.util.concurrent.atomic.AtomicInteger;

/** Gives the pods of one node addresses of the node's own part of the pod network. */
final class PodAddresses {
    private static final int HOSTS = 253;

    private final String nodeIp;
    private final String prefix;
    private final AtomicInteger given = new AtomicInteger();

    /** @param node counts the nodes of the cluster, from 0 */
    PodAddresses(String nodeIp, int node) {
        this.nodeIp = nodeIp;
        prefix = "10." + (244 + node / 256 % 12) + "." + node % 256 + ".";
    }

    /** Address of the node, and so of pods on the host's network. */
    String nodeIp() {
        return nodeIp;
    }

    /** Range of the node's pods. */
    String cidr() {
        return prefix + "0/24";
    }

    String next() {
        return prefix + (2 + given.getAndIncrement() % HOSTS);
    }
}
