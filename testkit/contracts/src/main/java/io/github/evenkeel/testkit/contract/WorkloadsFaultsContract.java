package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run expects of the Kubernetes side of a cluster that fails. */
public abstract class WorkloadsFaultsContract {
    private static final String NODE = "10.0.10.11";

    private WorkloadsFaultsFixture fixture;
    private Workloads port;

    /** For subclasses. */
    protected WorkloadsFaultsContract() {}

    /** Starts a cluster without pods and budgets. It may have nodes. */
    protected abstract WorkloadsFaultsFixture fixture();

    @BeforeEach
    final void start() {
        fixture = fixture();
        port = fixture.port();
        fixture.addNode(NODE, "instance-a");
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    @Test
    void aCallThatFailsHasItsOutcomeAndTheNextOneIsAnswered() {
        for (Outcome outcome : List.of(Outcome.THROTTLED, Outcome.UNAVAILABLE, Outcome.UNAUTHENTICATED)) {
            fixture.failNextNodes(outcome);

            Refused.with(outcome, port::nodes);
            assertFalse(port.nodes().isEmpty());
        }
    }

    @Test
    void whetherACordonOfUnknownOutcomeArrivedShowsWhenTheNodeIsRead() {
        ClusterNode node = port.node(NODE).orElseThrow();
        fixture.loseAnswerOfNextCordon();

        Refused.with(Outcome.UNKNOWN, () -> port.cordon(node, "run-7"));

        assertEquals(Cordon.by("run-7"), port.node(NODE).orElseThrow().cordon());
        Refused.with(Outcome.CONFLICT, () -> port.cordon(node, "run-7"));
    }

    @Test
    void whetherAnEvictionOfUnknownOutcomeArrivedShowsWhenThePodIsRead() {
        Pod pod = fixture.addPod("web-1", NODE);
        fixture.loseNextEviction();
        Refused.with(Outcome.UNKNOWN, () -> port.evict(pod));
        assertEquals(List.of(pod), port.podsOn(NODE));

        fixture.loseAnswerOfNextEviction();
        Refused.with(Outcome.UNKNOWN, () -> port.evict(pod));
        assertTrue(port.podsOn(NODE).stream().allMatch(Pod::terminating));
        assertEquals(Verdict.ACCEPTED, port.evict(pod).verdict());
    }

    @Test
    void anEvictionThatIsThrottledIsAnAnswerAndSaysHowLongToWait() {
        Pod pod = fixture.addPod("web-1", NODE);
        fixture.throttleNextEviction();

        EvictionAnswer answer = port.evict(pod);

        assertEquals(Verdict.THROTTLED, answer.verdict());
        Duration retryAfter = answer.retryAfter().orElseThrow();
        assertTrue(retryAfter.toSeconds() >= 1, () -> "how long to wait: " + retryAfter);
        assertEquals(List.of(pod), port.podsOn(NODE));
        assertEquals(Verdict.ACCEPTED, port.evict(pod).verdict());
    }
}
