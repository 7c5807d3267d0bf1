package io.github.evenkeel.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Port to the Kubernetes side of a cluster: its nodes, and what runs on them.
 *
 * <p>Every method blocks until the API server's response, and may be called from any thread. A read goes to the server,
 * never to a cache. No method waits or retries: the caller does.
 *
 * <p>Every failure is a {@link ServiceException} whose {@link ServiceException#outcome() outcome} says what the caller
 * can do.
 */
public interface Workloads {
    /**
     * Address of the API server, for messages: {@code https://10.0.0.5:6443}. Without user or token. Makes no call;
     * empty if it is not known.
     */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /**
     * Reads the time of day of the API server, by the clock that also sets the {@code creationTimestamp} of objects, to
     * some seconds. The default is that it is not known: then no node can be selected by its age.
     */
    default Optional<Instant> time() {
        return Optional.empty();
    }

    /** Lists the verbs on resources that the purpose needs and that are not granted; empty if all are granted. */
    List<String> missingPermissions(Purpose purpose);

    /** Reads all nodes. */
    List<ClusterNode> nodes();

    /** Reads the node of that name, if it exists. */
    Optional<ClusterNode> node(String name);

    /**
     * Finds the node of an instance: by its provider ID, or by its internal address if it has none. The cost does not
     * depend on the number of nodes, unless the node's name follows no known scheme.
     */
    Optional<ClusterNode> nodeOf(PoolNode member);

    /** Reads the pods of all namespaces. */
    List<Pod> pods();

    /** Reads the pods that are bound to a node. */
    List<Pod> podsOn(String nodeName);

    /** Reads all disruption budgets. */
    List<DisruptionBudget> budgets();

    /**
     * Reads which versions of APIs clients have requested since the API server started that some release of Kubernetes
     * removes. It serves a warning before an upgrade: it may take ten seconds at most.
     *
     * <p>The default is that it is not known.
     *
     * @return empty if it is not known, such as for lack of a permission
     */
    default Optional<List<DeprecatedApi>> deprecatedApis() {
        return Optional.empty();
    }

    /** Reads all DaemonSets. */
    List<DaemonSet> daemonSets();

    /** Reads all Services of type LoadBalancer, with or without an address: a controller manages their backends. */
    List<ServiceAddress> serviceAddresses();

    /** Reads namespace and name of each persistent volume claim whose volume is local to one node. */
    Set<String> localClaims();

    /** Reads the volumes that are attached to a node. */
    List<AttachedVolume> volumesAttachedTo(String nodeName);

    /**
     * Cordons the node and marks it as cordoned by {@code owner}.
     *
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the node of that name is another one now
     */
    void cordon(ClusterNode node, String owner);

    /**
     * Uncordons the node and removes the mark.
     *
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the node of that name is another one now
     */
    void uncordon(ClusterNode node);

    /**
     * Command with which an operator does what {@link #uncordon} does, to be pasted into a shell: one line, each
     * argument quoted, nothing but the command. Makes no call. Empty if there is no such command.
     */
    default Optional<String> uncordonCliCommand(String nodeName) {
        return Optional.empty();
    }

    /**
     * Keeps the cluster autoscaler from removing the node, and marks the node as kept by {@code owner}. Does nothing if
     * the node has the annotation already, whatever its value: then it belongs to another client.
     *
     * <p>The default is for clusters without an autoscaler: it does nothing.
     *
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the node changed since it was read, or the
     *     node of that name is another one now
     */
    default void disableScaleDown(ClusterNode node, String owner) {}

    /**
     * Lets the cluster autoscaler remove the node again, and removes the mark. Does nothing if the node has no mark:
     * then the annotation belongs to another client.
     *
     * <p>The default is for clusters without an autoscaler: it does nothing.
     *
     * @throws ServiceException as {@link #disableScaleDown} does
     */
    default void enableScaleDown(ClusterNode node) {}

    /**
     * Takes the node out of the load balancers of Services, by the label {@value BalancerExclusion#LABEL}, and marks it
     * as excluded by {@code owner}. A controller removes the backends, some time later. Does nothing if the node has
     * the label already, whatever its value: then it belongs to another client.
     *
     * <p>The default is for clusters without Services of type LoadBalancer, and is never called.
     *
     * @throws ServiceException as {@link #disableScaleDown} does
     */
    default void excludeFromLoadBalancers(ClusterNode node, String owner) {
        throw new UnsupportedOperationException("no Services of type LoadBalancer");
    }

    /**
     * Removes the label of {@link #excludeFromLoadBalancers}, and the mark. Does nothing if the node has no mark: then
     * the label belongs to another client.
     *
     * <p>The default is for clusters without Services of type LoadBalancer, and is never called.
     *
     * @throws ServiceException as {@link #disableScaleDown} does
     */
    default void includeInLoadBalancers(ClusterNode node) {
        throw new UnsupportedOperationException("no Services of type LoadBalancer");
    }

    /**
     * Command with which an operator does what {@link #includeInLoadBalancers} does, as {@link #uncordonCliCommand}
     * gives it. Makes no call. Empty if there is no such command.
     */
    default Optional<String> includeCliCommand(String nodeName) {
        return Optional.empty();
    }

    /**
     * Adds a taint to the node; the other taints stay as they are. Does nothing if the node has it.
     *
     * <p>The default is for clusters without taints: it does nothing.
     *
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the node changed since it was read, or the
     *     node of that name is another one now
     */
    default void addTaint(ClusterNode node, Taint taint) {}

    /**
     * Removes exactly this taint, with its value and its effect, from the node; the other taints stay as they are. Does
     * nothing if the node does not have it.
     *
     * <p>The default is for clusters without taints: it does nothing.
     *
     * @throws ServiceException as {@link #addTaint} does
     */
    default void removeTaint(ClusterNode node, Taint taint) {}

    /**
     * Command with which an operator does what {@link #removeTaint} does, as {@link #uncordonCliCommand} gives it.
     * Makes no call. Empty if there is no such command.
     */
    default Optional<String> removeTaintCliCommand(String nodeName, Taint taint) {
        return Optional.empty();
    }

    /** Requests the eviction of exactly this pod, with its own grace period. */
    EvictionAnswer evict(Pod pod);

    /**
     * Deletes exactly this pod, with its own grace period, whatever its disruption budgets say. Does nothing if the pod
     * is gone.
     */
    void delete(Pod pod);

    /**
     * Dry run of {@link #evict}: changes nothing and uses no budget. The server tells admission webhooks that it is a
     * dry run.
     */
    EvictionAnswer dryRunEviction(Pod pod);

    /**
     * Reads the Deployments of pods: of those whose controller is a ReplicaSet of a Deployment. Each is there once;
     * pods of other controllers have none.
     *
     * <p>The default is for clusters without Deployments: it finds none.
     */
    default List<Deployment> deploymentsOf(List<Pod> pods) {
        return List.of();
    }

    /**
     * Reads the pods of a Deployment that serve: Ready, not terminating, and among the ready endpoints of each Service
     * that selects them.
     *
     * <p>The default is for clusters without Deployments: it finds none.
     */
    default List<Pod> servingPods(Deployment deployment) {
        return List.of();
    }

    /**
     * Restarts the rollout of a Deployment, as {@code kubectl rollout restart} does, so that another pod comes in place
     * of one that has to leave its node: sets {@link Deployment#RESTARTED_FOR_ANNOTATION} in the pod template. Changes
     * nothing if it has that value: a rollout is restarted once for each pod.
     *
     * <p>The default is for clusters without Deployments, and is never called.
     *
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the Deployment changed since it was read,
     *     or the Deployment of that name is another one now
     */
    default void restart(Deployment deployment, Pod leaving) {
        throw new UnsupportedOperationException("no Deployments");
    }

    /**
     * Starts a watch of one node's pods and of the disruption budgets.
     *
     * @param onChange run after each change, on any thread; must return at once
     */
    NodeWatch watchNode(String nodeName, Runnable onChange);
}
