package io.github.evenkeel.traffic;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.SessionPersistence;
import java.util.List;
import java.util.function.Consumer;

/**
 * Traffic of one node in all load balancers of the plan, as the procedure knows it: finds the node's backends, drains
 * and undrains them, and moves them to its successor.
 *
 * <p>Used by the threads of the node's run; two of them change no set of the same load balancer.
 */
public interface NodeTraffic {
    /** As {@link #at}, before the node is touched: with the health of each. */
    List<BackendMembership> find(NodeAddresses addresses);

    /** Where one of a node's addresses is a backend, whatever the port. */
    List<BackendMembership> at(NodeAddresses addresses);

    /** Whether service controllers keep any sets: they add the backends of a node by themselves. */
    boolean hasServices();

    /** Waits until no change of a load balancer is in flight: a backend that is being added shows only then. */
    void awaitIdle();

    /** The memberships of a node that was begun, as they were found then, perhaps by another process. */
    List<BackendMembership> recall(NodeState state);

    /** As a journal keeps it, with what this run has done to it. */
    String text(BackendMembership membership);

    /** The same, as it is about to be taken offline. */
    String textOffline(BackendMembership membership);

    /**
     * Stops new connections; weight, backup and connection limit stay.
     *
     * @param conditions decided on what each attempt is made from
     * @param beforeChanged is told of a backend that another client has changed since it was noted, before each
     *     attempt: it is this one that the successor's is like, and a drain that another client has ended is the run's
     *     to put back
     * @param afterRequest called when the service has taken a request for it
     */
    void drain(
            BackendMembership membership,
            List<ChangeCondition<LoadBalancerDescription>> conditions,
            Consumer<BackendMembership> beforeChanged,
            Runnable afterRequest);

    /**
     * Those whose set keeps clients at their backend, and which get requests of such clients now.
     *
     * @see SessionPersistence
     */
    List<BackendMembership> withSessions(List<BackendMembership> memberships);

    /**
     * Stops the requests of clients that know it; they go on at other backends.
     *
     * @param conditions as in {@link #drain}
     */
    void takeOffline(BackendMembership membership, List<ChangeCondition<LoadBalancerDescription>> conditions);

    /**
     * Lets new connections come again, if the run has stopped them: what another client has drained, or given its
     * traffic again, stays as that party has it. Looks twice where nothing is to be done: a read may show what was so
     * before it was drained.
     *
     * @param beforeWrite throws if its node is gone, before each attempt
     * @return whether the run had stopped them
     * @throws StepFailure also if it was asked to be drained, is not, and its end can't be known
     */
    boolean putBack(BackendMembership membership, Runnable beforeWrite);

    /** Whether others have deleted the set of a backend, or given it another name. */
    boolean hasNoSet(BackendMembership membership);

    /** Takes out the backend of a node that is gone for good, unless others have given its address traffic again. */
    void takeOut(BackendMembership membership);

    /**
     * Puts the backend of another node in its place, with the settings that it has now.
     *
     * @param beforeRemoval is told of these settings, before each attempt
     * @param mayAdd condition of the addition, decided on what each attempt is made from
     */
    void move(
            BackendMembership membership,
            String address,
            Consumer<BackendMembership> beforeRemoval,
            ChangeCondition<LoadBalancerDescription> mayAdd);

    /** What becomes of the settings of a backend that is there already. */
    enum Existing {
        /** It keeps them: another client may have changed them since the run has added it. */
        KEPT,
        /** They were those of another node, which keeps its place after all. */
        REPLACED
    }

    /**
     * Adds the backend of another node beside those that are there.
     *
     * @param successor the backend, with the settings that it gets
     * @param existing what becomes of the settings of one that is there
     * @param mayAdd condition of the addition, decided on what each attempt is made from
     */
    void admit(BackendMembership successor, Existing existing, ChangeCondition<LoadBalancerDescription> mayAdd);

    /** Removes the backend of a node that is gone for good, and of which none comes in its place. */
    void remove(BackendMembership membership);

    /** Waits until a service controller has removed the backends that it keeps, of a node that it is to leave out. */
    void awaitExclusion(List<BackendMembership> memberships);

    /** Waits until a service controller has added them again, as the node is no longer left out. */
    void awaitInclusion(List<BackendMembership> memberships);

    /** Waits until each is as well as it was found, several times in a row; all of them are looked at side by side. */
    void awaitHealthy(List<BackendMembership> memberships);
}
