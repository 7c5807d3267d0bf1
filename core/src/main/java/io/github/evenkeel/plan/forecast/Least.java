package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.spi.Resources;
import java.util.HashMap;
import java.util.Map;

/** What is least in a stage of a roll. */
final class Least {
    private Resources free;
    private final Map<String, Integer> serving;

    /** Of a stage that begins with that. */
    Least(Resources free, Map<String, Integer> serving) {
        this.free = free;
        this.serving = new HashMap<>(serving);
    }

    void free(Resources now) {
        free = new Resources(
                Math.min(free.cpuMillis(), now.cpuMillis()),
                Math.min(free.memoryBytes(), now.memoryBytes()),
                Math.min(free.pods(), now.pods()));
    }

    void serving(String set, int now) {
        serving.merge(set, now, Math::min);
    }

    Resources free() {
        return free;
    }

    Map<String, Integer> serving() {
        return Map.copyOf(serving);
    }
}
