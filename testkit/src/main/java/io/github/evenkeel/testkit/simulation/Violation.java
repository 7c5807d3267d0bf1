package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.testkit.simulation.invariant.InvariantBroken;
import java.util.List;

/** A run that broke an invariant, with all that led to it. Its message holds the last of the events. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 60;

    private final long seed;
    private final String invariant;
    private final transient List<String> events;

    Violation(long seed, Error broken, List<String> events) {
        super(
                "seed " + seed + " at commit " + Commit.built() + " breaks " + broken.getMessage() + "\n"
                        + String.join("\n", events.subList(Math.max(0, events.size() - SHOWN), events.size())),
                broken);
        this.seed = seed;
        this.invariant = broken instanceof InvariantBroken named
                ? named.invariant()
                : broken.getClass().getSimpleName();
        this.events = List.copyOf(events);
    }

    /** That repeats it. */
    public long seed() {
        return seed;
    }

    /** Which invariant; {@code Stuck} if nothing could ever happen any more. */
    public String invariant() {
        return invariant;
    }

    /** All that happened, a line each; empty after the error was serialized. */
    public List<String> events() {
        return events == null ? List.of() : events;
    }
}
