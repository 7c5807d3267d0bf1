package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.testkit.simulation.invariant.InvariantBroken;
import io.github.evenkeel.testkit.simulation.time.Stuck;
import java.util.List;

/** Immutable description of a run that broke an invariant, with its events. The message has the last of them. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 60;

    private final long seed;
    private final String invariant;
    private final transient List<String> events;

    Violation(long seed, Throwable broken, List<String> events) {
        super("seed " + seed + " at commit " + Commit.built() + " breaks " + words(broken) + last(events), broken);
        this.seed = seed;
        this.invariant = invariant(broken);
        this.events = List.copyOf(events);
    }

    private static String invariant(Throwable broken) {
        if (broken instanceof InvariantBroken named) {
            return named.invariant();
        }
        return broken instanceof Stuck ? "Stuck" : InvariantBroken.ENGINE;
    }

    private static String words(Throwable broken) {
        return broken instanceof InvariantBroken
                ? String.valueOf(broken.getMessage())
                : invariant(broken) + ": " + broken;
    }

    private static String last(List<String> events) {
        int left = Math.max(0, events.size() - SHOWN);
        String more = left == 0 ? "" : "\n(" + left + " events before these are left out here)";
        return more + "\n" + String.join("\n", events.subList(left, events.size()));
    }

    /** That repeats it. */
    public long seed() {
        return seed;
    }

    /**
     * Which invariant; {@code Stuck} if nothing could ever happen any more, and {@code ENGINE} if the run ended with
     * anything that is no {@link io.github.evenkeel.EvenkeelException}.
     */
    public String invariant() {
        return invariant;
    }

    /** All that happened, a line each; empty after the error was serialized. */
    public List<String> events() {
        return events == null ? List.of() : events;
    }
}
