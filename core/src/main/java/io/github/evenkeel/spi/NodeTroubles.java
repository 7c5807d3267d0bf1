package io.github.evenkeel.spi;

import io.github.evenkeel.spi.ClusterNode.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the conditions that make a node unfit for more pods. */
final class NodeTroubles {
    private static final Set<String> PRESSURES =
            Set.of("NetworkUnavailable", "MemoryPressure", "DiskPressure", "PIDPressure");

    private NodeTroubles() {}

    static List<String> of(Map<String, Condition> conditions) {
        return conditions.entrySet().stream()
                .filter(condition -> condition.getKey().equals("Ready")
                        ? condition.getValue() != Condition.TRUE
                        : PRESSURES.contains(condition.getKey()) && condition.getValue() == Condition.TRUE)
                .map(condition -> condition.getKey() + "=" + condition.getValue())
                .sorted()
                .toList();
    }
}
