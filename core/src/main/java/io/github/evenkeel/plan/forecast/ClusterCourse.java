package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.WorkloadForecast;
import io.github.evenkeel.plan.NodeTarget;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Cluster in the course of a roll: where its pods are, what is free, and which backends serve. */
final class ClusterCourse implements Effects {
    private final Memberships memberships;
    private final Population population;
    private final Places places;
    private final Map<String, Integer> serving;
    private final Peak unavailable = new Peak(0);
    private final Peak machines;
    private final Least whole;
    private final Map<Integer, Least> stages = new TreeMap<>();
    private int wave;

    /** @param nodes how many are rolled */
    ClusterCourse(Memberships memberships, Population population, int nodes) {
        this.memberships = memberships;
        this.population = population;
        places = population.places();
        serving = memberships.serving();
        machines = new Peak(nodes);
        whole = new Least(places.free(), serving);
    }

    @Override
    public void opens(int index) {
        wave = index;
        stages.put(wave, new Least(places.free(), serving));
    }

    @Override
    public void unavailable(NodeTarget node) {
        unavailable.add(1);
    }

    @Override
    public void availableAgain(NodeTarget node) {
        unavailable.add(-1);
    }

    @Override
    public void drained(NodeTarget node) {
        changeServing(node, -1);
    }

    @Override
    public void serves(NodeTarget inPlaceOf) {
        changeServing(inPlaceOf, 1);
    }

    private void changeServing(NodeTarget node, int by) {
        Map<String, Integer> its = new HashMap<>();
        memberships.of(node).stream()
                .filter(Memberships.Membership::serves)
                .forEach(membership -> its.merge(membership.path(), by, Integer::sum));
        its.forEach((set, change) -> {
            int now = serving.merge(set, change, Integer::sum);
            whole.serving(set, now);
            stage().serving(set, now);
        });
    }

    @Override
    public List<Replica> evicted(NodeTarget node) {
        Place place = population.placeOf(node);
        places.close(place);
        List<Replica> evicted = place.empty();
        for (Replica replica : evicted) {
            replica.evicted();
            if (replica.comesAgain()) {
                places.settle(replica, place.domain());
            }
        }
        whole.free(places.free());
        stage().free(places.free());
        return evicted;
    }

    @Override
    public void deleted(NodeTarget node) {
        machines.add(-1);
    }

    @Override
    public void joined(NodeTarget like) {
        machines.add(1);
        places.open(population.another(like));
    }

    private Least stage() {
        return stages.computeIfAbsent(wave, any -> new Least(places.free(), serving));
    }

    /** What is least at any time. */
    Least whole() {
        return whole;
    }

    /** What is least in a wave. */
    Least of(int index) {
        return Objects.requireNonNullElse(stages.get(index), whole);
    }

    int peakUnavailable() {
        return unavailable.most();
    }

    int peakMachines() {
        return machines.most();
    }

    /** Those with most evictions first. */
    List<WorkloadForecast> workloads() {
        return population.workloads().stream()
                .filter(workload -> workload.evictions() > 0)
                .<WorkloadForecast>map(workload -> workload)
                .sorted(Comparator.comparingInt(WorkloadForecast::evictions)
                        .reversed()
                        .thenComparing(WorkloadForecast::namespace)
                        .thenComparing(WorkloadForecast::name)
                        .thenComparing(WorkloadForecast::kind))
                .toList();
    }
}
