package io.github.evenkeel.report;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.ForecastStage;
import io.github.evenkeel.WorkloadForecast;
import io.github.evenkeel.spi.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Forecast that was read: the JSON has the whole roll and its nodes, and neither waves nor node pools. */
record ReadForecast(
        Duration takes,
        ForecastStage whole,
        List<ForecastPart> nodes,
        List<WorkloadForecast> workloads,
        int peakUnavailable,
        int peakMachines)
        implements Forecast {
    private record Part(String object, Duration begins, Duration takes) implements ForecastPart {}

    private record Stage(
            String object, Duration begins, Duration takes, Resources leastFree, Map<String, Integer> leastServing)
            implements ForecastStage {}

    private record Disturbed(String namespace, String kind, String name, int replicas, int disturbed, int evictions)
            implements WorkloadForecast {}

    static Forecast of(JsonIn json) {
        Duration takes = json.seconds("seconds");
        return new ReadForecast(
                takes,
                new Stage("roll", Duration.ZERO, takes, leastFree(json), leastServing(json)),
                json.objects(
                        "nodes",
                        node -> new Part(
                                ForecastAndActual.NODE + node.text("node"),
                                node.seconds("begins"),
                                node.seconds("seconds"))),
                json.objects(
                        "workloads",
                        workload -> new Disturbed(
                                workload.text("namespace"),
                                workload.text("kind"),
                                workload.text("name"),
                                workload.integer("replicas"),
                                workload.integer("disturbed"),
                                workload.integer("evictions"))),
                json.integer("peakUnavailable"),
                json.integer("peakMachines"));
    }

    private static Resources leastFree(JsonIn json) {
        return json.object("leastFree")
                .map(free -> new Resources(free.number("cpuMillis"), free.number("memoryBytes"), free.number("pods")))
                .orElse(Resources.NONE);
    }

    private static Map<String, Integer> leastServing(JsonIn json) {
        return json.object("leastServing")
                .map(sets -> sets.names().stream().collect(Collectors.toMap(set -> set, set -> sets.integer(set))))
                .orElse(Map.of());
    }

    @Override
    public Optional<ForecastPart> controlPlane() {
        return Optional.empty();
    }

    @Override
    public List<ForecastPart> nodePools() {
        return List.of();
    }

    @Override
    public List<ForecastStage> waves() {
        return List.of();
    }
}
