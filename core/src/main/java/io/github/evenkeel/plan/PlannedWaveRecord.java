package io.github.evenkeel.plan;

import io.github.evenkeel.PlannedWave;
import java.util.List;

/** Wave of a rollout that the library makes. */
record PlannedWaveRecord(int number, List<String> nodes, String reason) implements PlannedWave {
    /** Copies the list. */
    PlannedWaveRecord {
        nodes = List.copyOf(nodes);
    }

    @Override
    public String toString() {
        return "wave " + number + ": " + String.join(", ", nodes) + " (" + reason + ")";
    }
}
