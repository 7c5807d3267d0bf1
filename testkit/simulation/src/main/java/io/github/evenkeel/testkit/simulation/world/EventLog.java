package io.github.evenkeel.testkit.simulation.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Log of events, one line each; empty if it is switched off. */
public final class EventLog {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final @Nullable List<String> lines;
    private final Map<String, String> names = new HashMap<>();

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
            String line = "%9d.%03d  %s %s".formatted(now / 1_000_000_000, now / 1_000_000 % 1000, what, about);
            lines.add(ID.matcher(line).replaceAll(id -> nameOf(id.group())));
        }
    }

    /** Runs call themselves another way each time: here they are numbered. */
    private String nameOf(String id) {
        return names.computeIfAbsent(id, any -> "id-" + (names.size() + 1));
    }
}
