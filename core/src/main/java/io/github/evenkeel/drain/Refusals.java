package io.github.evenkeel.drain;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.spi.Pod;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Evictions that fail, or that something other than a budget refuses, such as an admission webhook. If such a pod
 * leaves, another client has moved it, an operator for example: it does not count as evicted.
 */
final class Refusals {
    private record Refused(Pod pod, String why) {}

    private final String node;
    private final NodeScope run;
    private final Map<String, Refused> refused = new LinkedHashMap<>();
    private final Map<String, String> failures = new HashMap<>();

    Refusals(String node, NodeScope run) {
        this.node = node;
        this.run = run;
    }

    /** Records a failure whose effect on the pod is unknown. */
    void failed(Pod pod, String message) {
        failures.put(pod.uid(), message);
    }

    /** Records that the server has responded for the pod. */
    void answered(Pod pod) {
        failures.remove(pod.uid());
    }

    void add(Pod pod, Optional<String> message) {
        refused.put(pod.uid(), new Refused(pod, message.orElse("the server gave no message")));
    }

    /** Records that the pod is evicted after all. */
    void remove(Pod pod) {
        refused.remove(pod.uid());
    }

    /** Why the pod's eviction is refused, for messages; empty if it is not. */
    String describe(Pod pod) {
        String failure = failures.get(pod.uid());
        if (failure != null) {
            return ", its eviction fails: " + failure;
        }
        Refused last = refused.get(pod.uid());
        return last == null ? "" : ", its eviction is refused: " + last.why;
    }

    /**
     * Publishes an event for each that leaves.
     *
     * @param pods all that are on the node
     */
    void look(List<Pod> pods) {
        if (refused.isEmpty()) {
            return;
        }
        Set<String> staying =
                pods.stream().filter(pod -> !pod.terminating()).map(Pod::uid).collect(Collectors.toSet());
        List<Refused> leaving = refused.values().stream()
                .filter(last -> !staying.contains(last.pod.uid()))
                .toList();
        for (Refused last : leaving) {
            refused.remove(last.pod.uid());
            run.publisher().podMovedByOthers(last.pod.path(), node, last.why);
        }
    }
}
