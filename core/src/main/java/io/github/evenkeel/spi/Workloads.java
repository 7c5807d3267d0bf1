package io.github.evenkeel.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Kubernetes side of a cluster: its nodes, and what runs on them.
 *
 * <p>Every method blocks until the API server has answered and may be called from any thread. A read answers from the
 * server, never from a cache. Nothing here waits or tries again: that is the caller's business.
 *
 * <p>Every failure is a {@link ServiceException} whose {@link ServiceException#outcome() outcome} says what may be done
 * about it.
 */
public interface Workloads {
    /**
     * Address of the server that answers, for people: {@code https://10.0.0.5:6443}. Without user or token. Sends
     * nothing; empty if it is not known.
     */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /** Which verbs on which resources are needed for that and have not been granted; empty if all is well. */
    List<String> missingPermissions(Purpose purpose);

    /** Reads all nodes. */
    List<ClusterNode> nodes();

    /** Reads the node of that name, if there is one. */
    Optional<ClusterNode> node(String name);

    /**
     * Finds the node that an instance joined as: by its provider ID, and where it has none by its internal address.
     * Costs the same however many nodes there are, unless the node's name is of a kind that nobody foresaw.
     */
    Optional<ClusterNode> nodeOf(PoolNode member);

    /** Reads the pods of all namespaces. */
    List<Pod> pods();

    /** Reads the pods that are bound to a node. */
    List<Pod> podsOn(String nodeName);

    /** Reads all disruption budgets. */
    List<DisruptionBudget> budgets();

    /** Reads all DaemonSets. */
    List<DaemonSet> daemonSets();

    /**
     * Reads all Services of type LoadBalancer, with an address or without: a controller rewrites what is behind them.
     */
    List<ServiceAddress> serviceAddresses();

    /** Namespace and name of each persistent volume claim whose volume exists on one node alone. */
    Set<String> localClaims();

    /** The volumes that are attached to a node. */
    List<AttachedVolume> volumesAttachedTo(String nodeName);

    /**
     * Keeps new pods off the node and leaves a mark that {@code owner} did so.
     *
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if it is no longer the same node
     */
    void cordon(ClusterNode node, String owner);

    /**
     * Lets pods onto the node again and takes the mark away.
     *
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if it is no longer the same node
     */
    void uncordon(ClusterNode node);

    /**
     * The command by which a person does what {@link #uncordon} does, to be pasted into a shell: on one line, with each
     * argument quoted, and nothing but the command on it. Asks nobody. Empty if there is no such command.
     */
    default Optional<String> uncordonCliCommand(String nodeName) {
        return Optional.empty();
    }

    /** Asks for the eviction of exactly this pod, with the pod's own grace. */
    EvictionAnswer evict(Pod pod);

    /** Deletes exactly this pod, past all disruption budgets, with the pod's own grace. Gone is as good as deleted. */
    void delete(Pod pod);

    /**
     * What {@link #evict} would be answered now; changes nothing and spends no budget. The server tells all whom it
     * asks on the way, such as admission webhooks, that it is a dry run.
     */
    EvictionAnswer dryRunEviction(Pod pod);

    /**
     * Begins to follow one node's pods, and the disruption budgets.
     *
     * @param onChange run after each change, by any thread; must return at once
     */
    NodeWatch watchNode(String nodeName, Runnable onChange);
}
