package io.github.evenkeel.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Immutable figures of a cluster at one time. What the caller does not know is empty.
 *
 * @param at time of day
 * @param readyNodes how many nodes were ready
 * @param servingBackends how many backends took new connections
 * @param requests how many requests were sent and failed since the roll began
 */
public record Sample(
        Instant at, Optional<Integer> readyNodes, Optional<Integer> servingBackends, Optional<RequestCount> requests) {
    /** Refuses null. */
    public Sample {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(readyNodes, "readyNodes");
        Objects.requireNonNull(servingBackends, "servingBackends");
        Objects.requireNonNull(requests, "requests");
    }

    /** Figures of which none is known yet. */
    public static Sample at(Instant at) {
        return new Sample(at, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a copy with the number of nodes that were ready. */
    public Sample withReadyNodes(int ready) {
        return new Sample(at, Optional.of(ready), servingBackends, requests);
    }

    /** Returns a copy with the number of backends that took new connections. */
    public Sample withServingBackends(int serving) {
        return new Sample(at, readyNodes, Optional.of(serving), requests);
    }

    /** Returns a copy with the requests since the roll began. */
    public Sample withRequests(RequestCount count) {
        return new Sample(at, readyNodes, servingBackends, Optional.of(count));
    }
}
