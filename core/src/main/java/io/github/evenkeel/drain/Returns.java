package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.run.NodeScope;
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
 * Detects pods that come back to a cordoned node, whatever the reason: some tolerate the cordon, some name the node in
 * their template, some are bound by a custom controller.
 *
 * <p>A new pod takes the place of a pod of the same controller that has left. Once a place was taken three times, the
 * drain skips the controller's pods, like those of a DaemonSet. Until then, each pod of that place waits longer for its
 * eviction, so that no controller causes endless requests.
 */
final class Returns {
    private static final int TIMES = 3;
    private static final Duration REST = Duration.ofSeconds(2);

    private final String node;
    private final NodeScope run;
    private final Map<String, Stay> stays = new HashMap<>();
    private final Map<String, PriorityQueue<Integer>> places = new HashMap<>();
    private final Set<String> returning = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    Returns(String node, NodeScope run) {
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

    /** Starts to count anew, as the node was uncordoned meanwhile. */
    void restart(List<Pod> pods) {
        stays.clear();
        places.clear();
        look(pods);
    }

    /** The verdicts without those of pods that came back a moment ago. */
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

    /** Whether the drain skips the pod. */
    boolean leavesAlone(Pod pod) {
        Stay stay = stays.get(pod.uid());
        return returning.contains(controllerOf(pod)) && (stay == null || stay.times > 0);
    }

    /**
     * Whether a pod of the same controller has come back before, in spite of the cordon: one more does not mean that
     * another client uncordoned the node. Publishes a warning.
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

    /** The verdict; for a pod that the drain skips, another one, with a warning. */
    PodVerdict heeded(PodVerdict verdict) {
        Pod pod = verdict.pod();
        if (verdict.decision() == Decision.SKIP || verdict.decision() == Decision.LEAVING || !leavesAlone(pod)) {
            return verdict;
        }
        String why = "its controller has bound it to the node again " + TIMES + " times since the cordon";
        warn(pod, why + "; the drain skips it, as all pods of that controller");
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
                            "a pod that respects the cordon",
                            "take spec.nodeName and a toleration of node.kubernetes.io/unschedulable out of its"
                                    + " template, unless it may end with the node"));
        }
    }

    /** Pods without a controller count together, as it is not known what creates them again. */
    private static String controllerOf(Pod pod) {
        return pod.controller().map(Owner::uid).orElse("namespace " + pod.namespace());
    }

    private static String nameOfController(Pod pod) {
        return pod.controller().map(owner -> owner.kind() + " " + owner.name()).orElse("no controller");
    }
}
