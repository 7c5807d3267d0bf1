package io.github.evenkeel.testkit.simulation.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, a line each; or nothing, if nobody wants to read it. */
public final class EventLog {
    private final @Nullable List<String> lines;

    private EventLog(@Nullable List<String> lines) {
        this.lines = lines;
    }

    /** Keeps every line. */
    public static EventLog kept() {
        return new EventLog(new ArrayList<>());
    }

    /** Keeps nothing. */
    public static EventLog none() {
        return new EventLog(null);
    }

    /** All lines so far. */
    public List<String> lines() {
        return lines == null ? List.of() : List.copyOf(lines);
    }

    void add(long now, String what, Object about) {
        if (lines != null) {
            lines.add("%9d.%03d  %s %s".formatted(now / 1_000_000_000, now / 1_000_000 % 1000, what, about));
        }
    }
}
