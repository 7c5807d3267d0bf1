package io.github.evenkeel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Drains the same node with the same pods by kubectl and by this library in turns, and compares what it took. */
public final class DrainComparison {
    private final Cluster cluster;
    private final Stopwatch stopwatch;
    private final Selection selection;

    private DrainComparison(Cluster cluster, Stopwatch stopwatch, Selection selection) {
        this.cluster = cluster;
        this.stopwatch = stopwatch;
        this.selection = selection;
    }

    /**
     * Prints tables and writes a file. Exits with 1 if a bound that was asked for is not kept, with 2 for a wrong line.
     */
    public static void main(String... line) throws IOException {
        Selection selection;
        try {
            selection = Selection.of(line);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Selection.USAGE);
            System.exit(2);
            return;
        }
        boolean kept;
        Path directory = Files.createTempDirectory("evenkeel-benchmarks-");
        List<String> users = Stream.of(Contender.values()).map(Contender::user).toList();
        try (Cluster cluster = new Cluster(users)) {
            Stopwatch stopwatch = new Stopwatch(cluster.controlPlane(), directory);
            stopwatch.warmUp();
            kept = new DrainComparison(cluster, stopwatch, selection).run();
        }
        // The agents' sockets have threads that go on.
        System.exit(kept ? 0 : 1);
    }

    /**
     * Measures all; what is known so far is written after each workload, as all of them take an hour.
     *
     * @return whether all bounds are kept, or none was asked for
     */
    private boolean run() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Workload workload : selection.workloads()) {
            rows.add(measure(workload));
            Files.writeString(selection.json(), JsonReport.of(rows));
        }
        System.out.println(Table.of(rows));
        System.out.println(RequestTable.of(rows));
        List<Bound> bounds = selection.gate() ? Gate.of(rows) : List.of();
        bounds.forEach(System.out::println);
        return bounds.stream().allMatch(Bound::kept);
    }

    private Row measure(Workload workload) throws IOException {
        Placement placement = cluster.placement(workload);
        placement.make();
        Map<Contender, List<Measurement>> runs = new EnumMap<>(Contender.class);
        boolean made = true;
        for (int repetition = 0; repetition < selection.repetitions(); repetition++) {
            for (Contender contender : selection.contenders(workload)) {
                if (!made) {
                    placement.putBack();
                }
                made = false;
                Measurement measurement = stopwatch.measure(contender, Cluster.NODES.get(0));
                if (placement.leftOnNode() != 0) {
                    throw new IllegalStateException(contender.title() + " left " + placement.leftOnNode() + " pods");
                }
                System.out.println(workload + ": " + contender.title() + " " + measurement);
                runs.computeIfAbsent(contender, absent -> new ArrayList<>()).add(measurement);
            }
        }
        return new Row(workload, runs);
    }
}
