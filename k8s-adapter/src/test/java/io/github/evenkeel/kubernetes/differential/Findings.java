package io.github.evenkeel.kubernetes.differential;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the comparisons have met, and what they found wrong. Thread-safe. */
final class Findings {
    private final Map<String, Integer> counts = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    void wrong(RandomNode node, String what) {
        wrong.add("-Devenkeel.seed=" + node.seed + ", leniency " + node.leniency + ": " + what);
    }

    void met(List<Pod> pods) {
        for (Pod pod : pods) {
            for (PodKind kind : PodKind.values()) {
                if (kind.includes(pod)) {
                    met(kind);
                }
            }
        }
    }

    void met(Enum<?> what) {
        count(what.name());
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int count(Enum<?> what) {
        return counts.getOrDefault(what.name(), 0);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
