package io.github.evenkeel.plan;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.Scheduling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Free capacity of nodes, and the pods that may use it. Each node's pods are checked against the full capacity of the
 * others.
 */
final class FreeCapacity {
    /**
     * A node that accepts pods.
     *
     * @param free what is not requested yet; negative if the node is overcommitted
     * @param residents pods that are on it
     * @param wary those of them that other pods must not share their node with
     */
    record Place(ClusterNode node, Resources free, List<Pod> residents, List<Pod> wary) {
        Place(ClusterNode node, Resources free, List<Pod> residents) {
            this(
                    node,
                    free,
                    residents,
                    residents.stream()
                            .filter(pod -> !pod.scheduling().apart().isEmpty())
                            .toList());
        }
    }

    /** Properties of a pod that matter for its placement. */
    private record Shape(Resources wanted, Scheduling scheduling, String namespace, Map<String, String> labels) {}

    private final List<Place> places;
    private final Set<String> except;
    private final boolean byLabels;

    /**
     * By what is asked for: how many places come before the first that would take it, were nothing taken. Where
     * thousands of nodes are full, they are looked through once and not for each pod.
     */
    private final Map<Shape, Integer> full;

    /** The same with what has been taken: what did not let one in lets in no other one like it. */
    private final Map<Shape, Integer> passed = new HashMap<>();

    private final Map<String, Resources> left = new HashMap<>();
    private final Map<String, List<Pod>> placed = new HashMap<>();

    /** Those of them that other pods must not share their node with. */
    private final Map<String, List<Pod>> wary = new HashMap<>();

    FreeCapacity(List<Place> places) {
        this(places, Set.of(), places.stream().anyMatch(place -> !place.wary.isEmpty()), new HashMap<>());
    }

    private FreeCapacity(List<Place> places, Set<String> except, boolean byLabels, Map<Shape, Integer> full) {
        this.places = places;
        this.except = except;
        this.byLabels = byLabels;
        this.full = full;
    }

    /** All of the room but that on one node, as if nothing had been taken. */
    FreeCapacity without(String node) {
        return without(Set.of(node));
    }

    /** All of the room but that on these nodes, as if nothing had been taken. */
    FreeCapacity without(Set<String> nodes) {
        return new FreeCapacity(places, nodes, byLabels, full);
    }

    /** Takes from the first node that has enough and lets the pod in; says whether one does. */
    boolean take(Pod pod) {
        Shape shape = shape(pod);
        int taken = take(pod, passed.getOrDefault(shape, first(shape, pod)), node -> true);
        passed.put(shape, taken);
        return taken < places.size();
    }

    /**
     * The same among some of the nodes.
     *
     * @param where names of the nodes
     */
    boolean take(Pod pod, Predicate<String> where) {
        return take(pod, first(shape(pod), pod), where) < places.size();
    }

    private int first(Shape shape, Pod pod) {
        return full.computeIfAbsent(shape, any -> placesWithout(pod));
    }

    /** Index of the place that was taken; their number if none was. */
    private int take(Pod pod, int first, Predicate<String> where) {
        for (int i = first; i < places.size(); i++) {
            Place place = places.get(i);
            String name = place.node.name();
            Resources free = left.getOrDefault(name, place.free);
            if (free.holds(pod.requests()) && !except.contains(name) && where.test(name) && lets(place, pod)) {
                left.put(name, free.minus(pod.requests()));
                add(placed, name, pod);
                if (!pod.scheduling().apart().isEmpty()) {
                    add(wary, name, pod);
                }
                return i;
            }
        }
        return places.size();
    }

    private static void add(Map<String, List<Pod>> pods, String node, Pod pod) {
        pods.computeIfAbsent(node, any -> new ArrayList<>()).add(pod);
    }

    /** Labels matter only where some pod keeps others away, so that the pods of most clusters are of few shapes. */
    private Shape shape(Pod pod) {
        return byLabels
                ? new Shape(pod.requests(), pod.scheduling(), pod.namespace(), pod.labels())
                : new Shape(pod.requests(), pod.scheduling(), "", Map.of());
    }

    private int placesWithout(Pod pod) {
        int count = 0;
        while (count < places.size()
                && !(places.get(count).free.holds(pod.requests()) && admits(places.get(count), pod))) {
            count++;
        }
        return count;
    }

    private static boolean admits(Place place, Pod pod) {
        return pod.scheduling().keptOffBy(place.node).isEmpty()
                && pod.scheduling().selects(place.node)
                && !apart(pod, place.residents, place.wary);
    }

    private boolean lets(Place place, Pod pod) {
        List<Pod> newcomers = placed.getOrDefault(place.node.name(), List.of());
        return admits(place, pod) && !apart(pod, newcomers, wary.getOrDefault(place.node.name(), List.of()));
    }

    /** Required anti-affinity counts both ways. */
    private static boolean apart(Pod pod, List<Pod> others, List<Pod> wary) {
        return (!pod.scheduling().apart().isEmpty() && others.stream().anyMatch(other -> keepsApart(pod, other)))
                || wary.stream().anyMatch(other -> keepsApart(other, pod));
    }

    /** Whether a node would let the pod in, were it empty but for the pods that are there. */
    boolean anyAdmits(Pod pod) {
        return others().anyMatch(place -> lets(place, pod));
    }

    /** Why each node does not take the pod, in number of nodes. */
    String refusals(Pod pod) {
        Map<String, Long> reasons = others().collect(
                        Collectors.groupingBy(place -> refusal(place, pod), TreeMap::new, Collectors.counting()));
        return reasons.isEmpty()
                ? "no other node"
                : reasons.entrySet().stream()
                        .map(reason ->
                                reason.getValue() + (reason.getValue() == 1 ? " node " : " nodes ") + reason.getKey())
                        .collect(Collectors.joining(", "));
    }

    private String refusal(Place place, Pod pod) {
        return pod.scheduling()
                .keptOffBy(place.node)
                .map(taint -> "with taint " + taint + ", which it does not tolerate")
                .orElseGet(() -> !pod.scheduling().selects(place.node)
                        ? "without what its node selector or affinity asks for"
                        : !lets(place, pod)
                                ? "with a pod that required anti-affinity keeps it apart from"
                                : "without room");
    }

    private Stream<Place> others() {
        return places.stream().filter(place -> !except.contains(place.node.name()));
    }

    Resources sum() {
        return others().map(place -> left.getOrDefault(place.node.name(), place.free))
                .reduce(Resources.NONE, Resources::plus);
    }

    private static boolean keepsApart(Pod pod, Pod other) {
        return pod.scheduling().keepsApartFrom(other.namespace(), other.labels());
    }
}
