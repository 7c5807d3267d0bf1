package io.github.evenkeel.preflight;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.drain.DrainRules;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The pods of any one node find room on the others: by effective requests against allocatable, and by number.
 *
 * <p>Largest first, each on the first node with room; affinity and topology are the scheduler's to know. So a finding
 * is sound for one node at a time, and its absence is no promise.
 */
final class CapacityCheck implements Check {
    private static final Comparator<Pod> LARGEST_FIRST = Comparator.comparing(
                    Pod::requests,
                    Comparator.comparingLong(Resources::cpuMillis).thenComparingLong(Resources::memoryBytes))
            .reversed();

    @Override
    public List<Finding> findings(Observation world, Itinerary itinerary, Settings settings) {
        DrainRules rules = world.rules(settings);
        Room room = new Room(world.nodes().all().stream()
                .filter(node -> node.troubles().isEmpty() && !node.cordon().on())
                .map(node -> new Room.Place(node.name(), free(world, node)))
                .toList());
        List<Finding> findings = new ArrayList<>();
        for (NodeTarget target : itinerary.nodes()) {
            String name = target.node().name();
            List<Pod> leaving = world.pods().of(name).stream()
                    .filter(pod -> !pod.finished() && leaves(pod, rules, world))
                    .sorted(LARGEST_FIRST)
                    .toList();
            firstWithoutPlace(leaving, room.without(name))
                    .ifPresent(pod -> findings.add(Finding.blocker(
                            target.toString(),
                            "no room elsewhere for its pod " + pod.path() + " (" + pod.requests() + ") after its "
                                    + leaving.indexOf(pod) + " larger ones; free on other nodes: "
                                    + room.without(name).sum(),
                            "room for " + leaving.size() + " pods on nodes that are ready and open",
                            "add a node to the pool, or scale something down")));
        }
        return findings;
    }

    static Optional<Pod> firstWithoutPlace(List<Pod> pods, Room room) {
        return pods.stream().filter(pod -> !room.take(pod.requests())).findFirst();
    }

    private static boolean leaves(Pod pod, DrainRules rules, Observation world) {
        return rules.judge(pod, world.budgets().of(pod)).decision() == PodVerdict.Decision.EVICT;
    }

    private static Resources free(Observation world, ClusterNode node) {
        Resources taken = world.pods().of(node.name()).stream()
                .filter(pod -> !pod.finished())
                .map(Pod::requests)
                .reduce(Resources.NONE, Resources::plus);
        return node.allocatable().minus(taken);
    }
}
