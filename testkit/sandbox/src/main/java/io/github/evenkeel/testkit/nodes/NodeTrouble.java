package io.github.evenkeel.testkit.nodes;

/** Faults of a node of the sandbox; a healthy one has none of these. */
public enum NodeTrouble {
    /** The instance runs and its kubelet never registers a Node. No effect on a node that has joined. */
    NEVER_JOINS,

    /** The Node exists and its condition Ready is False. */
    NOT_READY,

    /** Pods of DaemonSets run on the node and don't become ready. Those that are ready already stay so. */
    DAEMON_PODS_NOT_READY,

    /** The condition Ready goes back and forth, at {@link NodeOptions#flapInterval()}. */
    FLAPS,

    /** Connections to the node's ports are refused, so that a backend on it never gets healthy. */
    PORTS_CLOSED,

    /**
     * The kubelet reports {@link NodeOptions#oldKubeletVersion()} instead of the version that the pool asked for. No
     * effect on a node that has joined.
     */
    OLD_KUBELET
}
