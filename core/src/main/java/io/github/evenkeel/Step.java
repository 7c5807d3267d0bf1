package io.github.evenkeel;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Kind of step of an upgrade, identified by its id. Any version may add more: a reader of reports and journals has to
 * expect unknown ids.
 */
public final class Step {
    /** Reads and checks all states before the first change. */
    public static final Step PREPARE = new Step("PREPARE", "look at the cluster and its load balancers");

    /** Waits until all gates are open. A roll that finds them open does not have this step. */
    public static final Step AWAIT_GATES = new Step("AWAIT_GATES", "wait for the gates");

    /** Upgrades the control plane to the target version. */
    public static final Step UPGRADE_CONTROL_PLANE = new Step("UPGRADE_CONTROL_PLANE", "upgrade the control plane");

    /** Sets version and image for the pool's new nodes. */
    public static final Step UPDATE_NODE_POOL = new Step("UPDATE_NODE_POOL", "set version and image of the node pool");

    /** Adds nodes to a pool, before others are taken away. */
    public static final Step ADD_SURGE_NODES = new Step("ADD_SURGE_NODES", "add surge nodes to the pool");

    /** Waits for a node that was added to the pool, to take the node's place. */
    public static final Step AWAIT_SURGE_NODE = new Step("AWAIT_SURGE_NODE", "wait for a surge node");

    /** Adds the successor's backends beside the node's own. */
    public static final Step ADMIT_SUCCESSOR = new Step("ADMIT_SUCCESSOR", "add the successor's backends");

    /** Drains the node's backends: they get no new connections. */
    public static final Step DRAIN_BACKENDS = new Step("DRAIN_BACKENDS", "drain the node's backends");

    /** Cordons the node: it gets no new pods. */
    public static final Step CORDON = new Step("CORDON", "cordon the node");

    /** Evicts the node's pods, and waits until their volumes are detached. */
    public static final Step EVICT = new Step("EVICT", "evict the node's pods");

    /** Waits for connections through the node to end. */
    public static final Step DRAIN_CONNECTIONS = new Step("DRAIN_CONNECTIONS", "let connections end");

    /** Waits until no load balancer lists the pods that have left the node, where pods are backends themselves. */
    public static final Step AWAIT_POD_BACKENDS =
            new Step("AWAIT_POD_BACKENDS", "wait for the removal of its pods' backends");

    /** Takes the node out of the load balancers of Services, by a label that a service controller heeds. */
    public static final Step EXCLUDE_NODE = new Step("EXCLUDE_NODE", "exclude the node from Services' load balancers");

    /** Deletes the node: the point of no return. */
    public static final Step DELETE_NODE = new Step("DELETE_NODE", "delete the node");

    /** Waits until the deleted node is gone. */
    public static final Step AWAIT_DELETION = new Step("AWAIT_DELETION", "wait for the deletion");

    /** Removes the node's backends. */
    public static final Step REMOVE_BACKENDS = new Step("REMOVE_BACKENDS", "remove the node's backends");

    /** Removes the nodes that were added to a pool and have taken no node's place. */
    public static final Step REMOVE_SURGE_NODES = new Step("REMOVE_SURGE_NODES", "remove what is left of the surge");

    /** Waits until the pool has created a new node and it is ready. */
    public static final Step AWAIT_REPLACEMENT = new Step("AWAIT_REPLACEMENT", "wait for the replacement");

    /** Replaces the old address by the new one in each backend set. */
    public static final Step SWAP_BACKENDS = new Step("SWAP_BACKENDS", "swap the backends");

    /** Waits until the load balancer reports the new backends healthy, several times in a row. */
    public static final Step AWAIT_HEALTH = new Step("AWAIT_HEALTH", "wait for healthy backends");

    /** Changes nothing for a while, and watches the applications. */
    public static final Step SOAK = new Step("SOAK", "watch the applications");

    /** Checks the outcome. */
    public static final Step VERIFY = new Step("VERIFY", "verify the outcome");

    private static final Map<String, Step> KNOWN = Stream.of(
                    PREPARE,
                    AWAIT_GATES,
                    UPGRADE_CONTROL_PLANE,
                    UPDATE_NODE_POOL,
                    ADD_SURGE_NODES,
                    AWAIT_SURGE_NODE,
                    ADMIT_SUCCESSOR,
                    DRAIN_BACKENDS,
                    CORDON,
                    EVICT,
                    DRAIN_CONNECTIONS,
                    AWAIT_POD_BACKENDS,
                    EXCLUDE_NODE,
                    DELETE_NODE,
                    AWAIT_DELETION,
                    REMOVE_BACKENDS,
                    REMOVE_SURGE_NODES,
                    AWAIT_REPLACEMENT,
                    SWAP_BACKENDS,
                    AWAIT_HEALTH,
                    SOAK,
                    VERIFY)
            .collect(Collectors.toUnmodifiableMap(Step::id, Function.identity()));

    private final String id;
    private final String words;

    private Step(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /**
     * Returns the step of that id.
     *
     * @param id such as {@code DRAIN_BACKENDS}; one that this version does not know is a step that is described by its
     *     id alone
     */
    public static Step of(String id) {
        Step known = KNOWN.get(Objects.requireNonNull(id, "id"));
        return known == null ? new Step(id, id) : known;
    }

    /** Whether this version knows what the step does. */
    public boolean isKnown() {
        return KNOWN.containsKey(id);
    }

    /** Its name in reports, journals and metrics: upper-case words with underscores. It never changes. */
    public String id() {
        return id;
    }

    /** The step in words. */
    public String words() {
        return words;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Step step && step.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
