package io.github.evenkeel.testkit.contract;

import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Workloads;

/** The Kubernetes side of a cluster that can be asked to fail. */
public interface WorkloadsFaultsFixture extends WorkloadsFixture {
    /**
     * The next call of {@link Workloads#nodes} has this outcome.
     *
     * @param outcome one of THROTTLED, UNAVAILABLE and UNAUTHENTICATED
     */
    void failNextNodes(Outcome outcome);

    /** The next change of a node is made, and its answer is lost: its outcome is UNKNOWN. */
    void loseAnswerOfNextCordon();

    /** The next eviction does not arrive: its outcome is UNKNOWN. */
    void loseNextEviction();

    /** The next eviction is accepted, and its answer is lost: its outcome is UNKNOWN. */
    void loseAnswerOfNextEviction();

    /** The API server has too much to do for the next eviction, and says how long it wants to be left alone. */
    void throttleNextEviction();
}
