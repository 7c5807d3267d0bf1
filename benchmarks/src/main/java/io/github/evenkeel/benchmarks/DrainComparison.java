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

    /** Prints a table and writes a file. Exits with 2 for a wrong command line. */
    public static void main(String... line) throws IOException {
        Selection selection;
        try {
            selection = Selection.of(line);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Selection.USAGE);
            System.exit(2);
            return;
        }
        Path directory = Files.createTempDirectory("evenkeel-benchmarks-");
        List<String> users = Stream.of(Contender.values()).map(Contender::user).toList();
        try (Cluster cluster = new Cluster(users)) {
            Stopwatch stopwatch = new Stopwatch(cluster.controlPlane(), directory);
            stopwatch.warmUp();
            new DrainComparison(cluster, stopwatch, selection).run();
        }
        // The agents' sockets have threads that go on.
        System.exit(0);
    }

    /** What is known so far is written after each workload, as all of them take an hour. */
    private void run() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Workload workload : selection.workloads()) {
            rows.add(measure(workload));
            Files.writeString(selection.json(), JsonReport.of(rows));
        }
        System.out.println(Table.of(rows));
    }

    private Row measure(Workload workload) throws IOException {
        Placement placement = cluster.placement(workload);
        placement.make();
        Map<Contender, List<Measurement>> runs = new EnumMap<>(Contender.class);
        boolean made = true;
        for (int repetition = 0; repetition < selection.repetitions(); repetition++) {
            for (Contender contender : contenders(workload)) {
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

    /** What a cold JVM and the wait for quiet add is the same for all: one workload shows it. */
    private static List<Contender> contenders(Workload workload) {
        boolean shows = workload.pods() == 30
                && workload.protection() == Protection.ONE_AT_A_TIME
                && workload.ready().isZero();
        return shows ? List.of(Contender.values()) : List.of(Contender.KUBECTL, Contender.EVENKEEL);
    }
}
