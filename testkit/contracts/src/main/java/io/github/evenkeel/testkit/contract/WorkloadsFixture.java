package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import java.time.Instant;
import java.util.Optional;

/** The Kubernetes side of a cluster whose port is under test, and what others do to it. */
public interface WorkloadsFixture extends PortFixture {
    /**
     * The port under test, the same each time. It may do all that a drain may, delete pods past their budgets, and
     * surge single replicas.
     */
    Workloads port();

    /** The time of day at the API server. */
    Instant now();

    /**
     * An instance joins as a node, which is ready when this returns.
     *
     * @param name of the node, and its internal address
     * @param instanceId identity of the instance for its provider
     */
    void addNode(String name, String instanceId);

    /** The node object goes. */
    void removeNode(String name);

    /** Another client changes something about the node that is no matter to its pods, such as a label. */
    void changeNode(String name);

    /** Another client sets the annotation {@code evenkeel.io/hold} of the node. */
    void holdNode(String name, String value);

    /** Another client sets the autoscaler's annotation of the node, see {@link io.github.evenkeel.spi.ScaleDown}. */
    void setScaleDownDisabled(String name, String value);

    /**
     * Another client sets the label of the node that {@link io.github.evenkeel.spi.BalancerExclusion#LABEL} names. Not
     * needed by a port that does not exclude nodes.
     */
    default void setBalancerExclusion(String name, String value) {
        throw new UnsupportedOperationException("no Services of type LoadBalancer");
    }

    /** Another client adds the taint {@code dedicated=shop:NoSchedule} to the node. */
    void taintNode(String name);

    /**
     * A pod in namespace {@code default}, with the label {@code app} of value {@code web} and a grace period of 30 s,
     * runs on the node, is ready and has an address of its own when this returns.
     *
     * @return as the port shows it
     */
    Pod addPod(String name, String node);

    /** The pod is gone at once, whatever its grace. */
    void removePod(Pod pod);

    /**
     * A budget {@code web} in namespace {@code default} covers the pods with the label {@code app} of value
     * {@code web}.
     */
    void addBudget(int minAvailable);

    /** The volume of a claim in namespace {@code default} is attached to the node. */
    void attachVolume(String claim, String node);

    /**
     * A client has requested a version of an API that a release of Kubernetes removes, and another that none removes.
     *
     * @return the former; empty if the server has none
     */
    Optional<DeprecatedApi> requestDeprecatedApis();

    /** That volume is detached. */
    void detachVolume(String claim, String node);

    /**
     * A Deployment {@code cart} of one replica and the default strategy in namespace {@code default}, and a Service of
     * its pods. The pod runs on the node, is ready and in the endpoints when this returns, and the rollout is complete.
     *
     * @return its pod as the port shows it
     */
    Pod addSingleReplica(String node);

    /**
     * Kubelets do their work: pods of the Deployment {@code cart} that are bound run and are ready, deleted ones end.
     */
    void runDeployment();

    /** Another client pauses the Deployment {@code cart}. */
    void pauseDeployment();

    /** Namespace {@code default} may have so many pods. Returns once they are counted. */
    void addPodQuota(int pods);

    /** From now on an admission webhook denies evictions. */
    void denyEvictions();
}
