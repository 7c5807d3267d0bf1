package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceException.Outcome;

/** Load balancer whose port is under test, with changes by other clients. */
public interface LoadBalancerFixture extends PortFixture {
    /** The port under test, the same each time. */
    LoadBalancer port();

    /** From now on the backend answers its health checks. */
    void passHealthChecks(String backendSet, Backend backend);

    /** From now on the backend answers none of its health checks. */
    void failHealthChecks(String backendSet, Backend backend);

    /** Another client has written the settings of a backend, and the operation of that change has ended. */
    void changedByAnotherClient(String backendSet, Backend settings);

    /** Another client's change is in flight, until {@link #endChangeOfAnotherClient}. */
    void beginChangeOfAnotherClient();

    /** That change ends well. */
    void endChangeOfAnotherClient();

    /** The next update of a backend is accepted, and its operation fails without effect. */
    void failNextUpdate();

    /**
     * The next call of {@link LoadBalancer#describe} has this outcome.
     *
     * @param outcome one of THROTTLED, UNAVAILABLE, UNKNOWN, UNAUTHENTICATED and NOT_FOUND
     */
    void failNextDescribe(Outcome outcome);

    /** The next update of a backend does not arrive: its outcome is UNKNOWN. */
    void loseNextUpdate();

    /** The next update of a backend is accepted, and the answer is lost: its outcome is UNKNOWN. */
    void loseAnswerOfNextUpdate();
}
