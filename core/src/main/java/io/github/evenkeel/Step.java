package io.github.evenkeel;

/** The steps of a roll, in the order in which they come. */
public enum Step {
    /** Looking at everything before anything is touched. */
    PREPARE("look at the cluster and its load balancers"),
    /** The control plane goes to the target version. */
    UPGRADE_CONTROL_PLANE("upgrade the control plane"),
    /** A node pool makes its next nodes with the target version. */
    UPDATE_NODE_POOL("set version and image of the node pool"),
    /** The node's backends get no new connections. */
    DRAIN_BACKENDS("drain the node's backends"),
    /** The node gets no new pods. */
    CORDON("cordon the node"),
    /** The node's pods leave by eviction, and their volumes are detached. */
    EVICT("evict the node's pods"),
    /** Connections through the node have their time to end. */
    DRAIN_CONNECTIONS("let connections end"),
    /** The node is given up: the point of no return. */
    DELETE_NODE("delete the node"),
    /** The pool makes another one, and it becomes ready. */
    AWAIT_REPLACEMENT("wait for the replacement"),
    /** The new address takes the old one's place in each backend set. */
    SWAP_BACKENDS("swap the backends"),
    /** The load balancer finds the new backends well, several times in a row. */
    AWAIT_HEALTH("wait for healthy backends"),
    /** Nothing is touched for a while, to see whether all stays well. */
    SOAK("watch the applications"),
    /** A last look at everything. */
    VERIFY("verify the outcome");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /** What is done, for people. */
    public String words() {
        return words;
    }
}
