package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;

/**
 * Managed cluster whose port is under test, with changes by other clients. Its control plane has the version
 * {@link #current}, and so has its only node pool, with three nodes. Node cycling is on in the pool: left to itself,
 * the service replaces the nodes once the pool is updated.
 */
public interface ManagedClusterFixture extends PortFixture {
    /** The port under test, the same each time. */
    ManagedCluster port();

    /** Identity of the node pool. */
    String poolId();

    /** The version at the beginning. */
    KubernetesVersion current();

    /** A version that the control plane can be upgraded to in one step, and for which the service has images. */
    KubernetesVersion next();

    /** A version that the service does not have. */
    KubernetesVersion unknown();

    /**
     * Another client has installed two add-ons: the service updates the one, and the other is kept at a version that is
     * not for {@link #next}.
     *
     * @return as the port shows them for that version
     */
    List<AddOn> installAddOns();

    /** Another client has changed something about the cluster, and the change has ended: its revision is another. */
    void clusterChangedByAnotherClient();

    /** Another client has set the size of the pool. The nodes follow. */
    void poolResizedByAnotherClient(int size);

    /**
     * An operation of another client is in flight, until {@link #endChangeOfAnotherClient}.
     *
     * @param id of the cluster or of the pool
     */
    void beginChangeOfAnotherClient(String id);

    /** That operation ends well. */
    void endChangeOfAnotherClient();

    /** The next update of the pool is accepted, and its operation fails without effect. */
    void failNextPoolUpdate();

    /** The next replacement of a node is accepted, and its operation fails without effect. */
    void failNextReplacement();

    /** The service has no capacity for the next node that it is to make. */
    void failNextLaunch();

    /** The service has no capacity for the next node that it is to make, and makes it some time later all the same. */
    void delayNextLaunch();

    /** The next increase of the pool's size is accepted, and the answer is lost: its outcome is UNKNOWN. */
    void loseAnswerOfNextIncrease();

    /**
     * The next call of {@link ManagedCluster#describe} has this outcome.
     *
     * @param outcome one of THROTTLED, UNAVAILABLE, UNKNOWN, UNAUTHENTICATED and NOT_FOUND
     */
    void failNextDescribe(Outcome outcome);

    /** The next replacement of a node does not arrive: its outcome is UNKNOWN. */
    void loseNextReplacement();

    /** The next replacement of a node is accepted, and the answer is lost: its outcome is UNKNOWN. */
    void loseAnswerOfNextReplacement();
}
