package io.github.evenkeel.preflight;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.drain.DrainRules;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The pods of any one node find room on the others: by effective requests against allocatable, and by number.
 *
 * <p>Largest first, each on the first node with room; affinity and topology are the scheduler's to know. So a finding
 * is sound for one node at a time, and its absence is no promise.
 */
final class CapacityCheck implements Check {
    @Override
    public List<Finding> findings(Observation world, Itinerary itinerary, Settings settings) {
        DrainRules rules = new DrainRules(settings.drainPolicy(), world.daemonSets());
        Map<String, Resources> taken = new HashMap<>();
        for (Pod pod : world.pods()) {
            if (pod.nodeName() != null && !pod.finished()) {
                taken.merge(pod.nodeName(), pod.requests(), Resources::plus);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (NodeTarget target : itinerary.nodes()) {
            List<Resources> room = world.nodes().stream()
                    .filter(node -> !node.name().equals(target.node().name()))
                    .filter(node -> node.troubles().isEmpty() && !node.cordon().on())
                    .map(node -> node.allocatable().minus(taken.getOrDefault(node.name(), Resources.NONE)))
                    .collect(Collectors.toCollection(ArrayList::new));
            List<Pod> leaving = world.podsOn(target.node()).stream()
                    .filter(pod -> !pod.finished())
                    .filter(pod -> rules.judge(pod, world.budgets()).decision() == PodVerdict.Decision.EVICT)
                    .sorted(LARGEST_FIRST)
                    .toList();
            firstWithoutRoom(leaving, room)
                    .ifPresent(pod -> findings.add(Finding.blocker(
                            target.toString(),
                            "no room elsewhere for its pod " + pod.path() + " (" + pod.requests() + ") after its "
                                    + leaving.indexOf(pod) + " larger ones; free on other nodes: "
                                    + sum(world, target, taken),
                            "room for " + leaving.size() + " pods on nodes that are ready and open",
                            "add a node to the pool, or scale something down")));
        }
        return findings;
    }

    private static final Comparator<Pod> LARGEST_FIRST = Comparator.comparing(
                    Pod::requests,
                    Comparator.comparingLong(Resources::cpuMillis).thenComparingLong(Resources::memoryBytes))
            .reversed();

    static Optional<Pod> firstWithoutRoom(List<Pod> pods, List<Resources> room) {
        for (Pod pod : pods) {
            int place = IntStream.range(0, room.size())
                    .filter(i -> room.get(i).holds(pod.requests()))
                    .findFirst()
                    .orElse(-1);
            if (place < 0) {
                return Optional.of(pod);
            }
            room.set(place, room.get(place).minus(pod.requests()));
        }
        return Optional.empty();
    }

    private static Resources sum(Observation world, NodeTarget target, Map<String, Resources> taken) {
        return world.nodes().stream()
                .filter(node -> !node.name().equals(target.node().name()))
                .filter(node -> node.troubles().isEmpty() && !node.cordon().on())
                .map(node -> node.allocatable().minus(taken.getOrDefault(node.name(), Resources.NONE)))
                .reduce(Resources.NONE, Resources::plus);
    }
}
