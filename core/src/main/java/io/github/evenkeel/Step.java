package io.github.evenkeel;

/** The steps of a roll, in their order. */
public enum Step {
    /** Reads and checks all states before the first change. */
    PREPARE("look at the cluster and its load balancers"),
    /** Upgrades the control plane to the target version. */
    UPGRADE_CONTROL_PLANE("upgrade the control plane"),
    /** Sets version and image for the pool's new nodes. */
    UPDATE_NODE_POOL("set version and image of the node pool"),
    /** Drains the node's backends: they get no new connections. */
    DRAIN_BACKENDS("drain the node's backends"),
    /** Cordons the node: it gets no new pods. */
    CORDON("cordon the node"),
    /** Evicts the node's pods, and waits until their volumes are detached. */
    EVICT("evict the node's pods"),
    /** Waits for connections through the node to end. */
    DRAIN_CONNECTIONS("let connections end"),
    /** Deletes the node: the point of no return. */
    DELETE_NODE("delete the node"),
    /** Waits until the pool has created a new node and it is ready. */
    AWAIT_REPLACEMENT("wait for the replacement"),
    /** Replaces the old address by the new one in each backend set. */
    SWAP_BACKENDS("swap the backends"),
    /** Waits until the load balancer reports the new backends healthy, several times in a row. */
    AWAIT_HEALTH("wait for healthy backends"),
    /** Changes nothing for a while, and watches the applications. */
    SOAK("watch the applications"),
    /** Checks the outcome. */
    VERIFY("verify the outcome");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /** The step in words. */
    public String words() {
        return words;
    }
}
