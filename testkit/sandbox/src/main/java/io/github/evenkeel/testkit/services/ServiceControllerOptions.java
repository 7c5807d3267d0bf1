package io.github.evenkeel.testkit.services;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Immutable options of a {@link ServiceController}: how long it takes to notice and to try again. All durations are
 * real time.
 */
public final class ServiceControllerOptions {
    private final Duration nodeDelay;
    private final Duration retryFrom;
    private final Duration retryTo;
    private final Duration poll;

    private ServiceControllerOptions(Duration nodeDelay, Duration retryFrom, Duration retryTo, Duration poll) {
        this.nodeDelay = nodeDelay;
        this.retryFrom = retryFrom;
        this.retryTo = retryTo;
        this.poll = poll;
    }

    /** As fast as a sandbox: it acts on a change of nodes after 100 ms, and tries again after 250 to 750 ms. */
    public static ServiceControllerOptions quick() {
        return new ServiceControllerOptions(
                Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(750), Duration.ofMillis(50));
    }

    /** As slow as the real one: it acts on a change of nodes after 1 s, and tries again after 5 to 15 s. */
    public static ServiceControllerOptions real() {
        return new ServiceControllerOptions(
                Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(1));
    }

    /** How long after a change of nodes it acts; changes within that time are acted on together. Zero or more. */
    public ServiceControllerOptions withNodeDelay(Duration delay) {
        return new ServiceControllerOptions(checked("nodeDelay", delay), retryFrom, retryTo, poll);
    }

    /**
     * How long it waits before it tries again, because another client's work request is in flight or a call failed: at
     * random between two durations.
     *
     * @throws IllegalArgumentException if one is negative, or the first is longer than the second
     */
    public ServiceControllerOptions withRetry(Duration from, Duration to) {
        checked("from", from);
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("to is " + to + "; it must be " + from + " at least");
        }
        return new ServiceControllerOptions(nodeDelay, from, to, poll);
    }

    Duration nodeDelay() {
        return nodeDelay;
    }

    /** How often it looks for Nodes whose instance is gone. */
    Duration terminationCheck() {
        return poll.multipliedBy(5);
    }

    /** How long it waits before it looks at its own work request again. */
    Duration poll() {
        return poll;
    }

    Duration retry() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(retryFrom.toMillis(), retryTo.toMillis() + 1));
    }

    private static Duration checked(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is " + duration + "; it must be zero or more");
        }
        return duration;
    }
}
