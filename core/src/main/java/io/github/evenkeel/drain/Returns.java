package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows pods that come back to a cordoned node, by what their controllers do and not by how: some tolerate the cordon,
 * some name the node in their template, some are bound by a controller of its own kind.
 *
 * <p>A pod that comes takes the place of one of the same controller that has left. Once a place was taken three times,
 * the controller's pods count like those of a DaemonSet: they are left alone. Until then each time has to wait longer
 * for its eviction, so that no controller makes a drain ask without end.
 */
final class Returns {
    private static final int TIMES = 3;
    private static final Duration REST = Duration.ofSeconds(2);

    private final String node;
    private final Run run;
    private final Map<String, Stay> stays = new HashMap<>();
    private final Map<String, PriorityQueue<Integer>> places = new HashMap<>();
    private final Set<String> returning = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    Returns(String node, Run run) {
        this.node = node;
        this.run = run;
    }

    /**
     * A pod on the node.
     *
     * @param times how often its place was taken again, this time included
     */
    private record Stay(String controller, int times, Duration since) {}

    /** @param pods all that are on the node */
    void look(List<Pod> pods) {
        Set<String> there =
                pods.stream().filter(pod -> !pod.terminating()).map(Pod::uid).collect(Collectors.toSet());
        Set<String> before = Set.copyOf(stays.keySet());
        before.stream().filter(uid -> !there.contains(uid)).forEach(this::left);
        pods.stream()
                .filter(pod -> there.contains(pod.uid()) && !stays.containsKey(pod.uid()))
                .forEach(this::came);
    }

    private void left(String uid) {
        Stay stay = stays.remove(uid);
        if (stay != null) {
            places.computeIfAbsent(stay.controller, controller -> new PriorityQueue<>())
                    .add(stay.times);
        }
    }

    private void came(Pod pod) {
        String controller = controllerOf(pod);
        Integer place = places.getOrDefault(controller, new PriorityQueue<>()).poll();
        int times = place == null ? 0 : place + 1;
        if (times >= TIMES) {
            returning.add(controller);
        }
        stays.put(pod.uid(), new Stay(controller, times, run.waits().elapsed()));
    }

    /** Counts anew, as the node was open meanwhile. */
    void restart(List<Pod> pods) {
        stays.clear();
        places.clear();
        look(pods);
    }

    /** Without those that have come back just now. */
    List<PodVerdict> rested(List<PodVerdict> verdicts) {
        Duration now = run.waits().elapsed();
        return verdicts.stream()
                .filter(verdict -> verdict.decision() != Decision.EVICT
                        || rested(stays.get(verdict.pod().uid()), now))
                .toList();
    }

    private static boolean rested(@Nullable Stay stay, Duration now) {
        return stay == null || now.minus(stay.since).compareTo(REST.multipliedBy(stay.times)) >= 0;
    }

    /** Whether the pod is one of those that are left alone. */
    boolean leavesAlone(Pod pod) {
        Stay stay = stays.get(pod.uid());
        return returning.contains(controllerOf(pod)) && (stay == null || stay.times > 0);
    }

    /**
     * Whether one of its controller's pods has come back before, in spite of the cordon: one more is no sign that
     * another has opened the node. Warns of it.
     */
    boolean mayEndWithTheNode(Pod pod) {
        String controller = controllerOf(pod);
        boolean again = returning.contains(controller)
                || places.getOrDefault(controller, new PriorityQueue<>()).stream()
                        .anyMatch(times -> times > 0)
                || stays.values().stream().anyMatch(stay -> stay.controller.equals(controller) && stay.times > 0);
        if (again) {
            warn(pod, "its controller has bound it to the node again since the cordon; it ends with the node");
        }
        return again;
    }

    /** The verdict, unless the pod is one of those; with a warning. */
    PodVerdict heeded(PodVerdict verdict) {
        Pod pod = verdict.pod();
        if (verdict.decision() == Decision.SKIP || verdict.decision() == Decision.LEAVING || !leavesAlone(pod)) {
            return verdict;
        }
        String why = "its controller has bound it to the node again " + TIMES + " times since the cordon";
        warn(pod, why + "; it is left alone, as all that come back so");
        return new PodVerdict(
                pod,
                Decision.SKIP,
                Stream.concat(Stream.of(why), verdict.reasons().stream()).toList());
    }

    /** Once for each controller. */
    private void warn(Pod pod, String found) {
        if (told.add(controllerOf(pod))) {
            run.publisher()
                    .warned(Finding.warning(
                            "pod " + pod.path() + " of " + nameOfController(pod) + " on node " + node,
                            found,
                            "a pod that a cordon keeps off",
                            "take spec.nodeName and a toleration of node.kubernetes.io/unschedulable out of its"
                                    + " template, unless it may end with the node"));
        }
    }

    /** Pods that none keeps are counted together: who makes them again is not known. */
    private static String controllerOf(Pod pod) {
        Owner owner = pod.controller();
        return owner == null ? "namespace " + pod.namespace() : owner.uid();
    }

    private static String nameOfController(Pod pod) {
        Owner owner = pod.controller();
        return owner == null ? "no controller" : owner.kind() + " " + owner.name();
    }
}
