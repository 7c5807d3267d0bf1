package io.github.evenkeel.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * The bounds that the medians of a drain by this library are held to: in a JVM that has drained before, and from a
 * shell, where the start of both programs counts.
 */
final class Gate {
    private static final double MUCH_FASTER = 0.2;
    private static final double MUCH_FEWER = 0.45;
    private static final double MUCH_FASTER_FROM_A_SHELL = 0.35;
    private static final double HALF = 0.5;
    private static final double NOT_SLOWER = 1.05;
    private static final double NOT_MORE = 1;
    private static final double OF_CRITICAL_PATH = 1.1;

    private Gate() {}

    static List<Bound> of(List<Row> rows) {
        return rows.stream().flatMap(Gate::of).toList();
    }

    private static Stream<Bound> of(Row row) {
        Workload workload = row.workload();
        boolean waitsInVain = workload.protection() == Protection.ONE_AT_A_TIME
                && workload.ready().isZero();
        double wall = row.wall(Contender.EVENKEEL);
        Stream<Bound> besideKubectl = Stream.of(
                new Bound(
                        workload + ": wall time by kubectl's",
                        wall / row.wall(Contender.KUBECTL),
                        waitsInVain ? MUCH_FASTER : NOT_SLOWER),
                new Bound(
                        workload + ": requests by kubectl's",
                        row.requests(Contender.EVENKEEL) / row.requests(Contender.KUBECTL),
                        waitsInVain ? MUCH_FEWER : NOT_MORE));
        Stream<Bound> alone = workload
                .criticalPath()
                .map(path -> new Bound(
                        workload + ": wall time by critical path", wall / Row.seconds(path), OF_CRITICAL_PATH))
                .stream();
        return Stream.of(besideKubectl, alone, fromAShell(row, waitsInVain)).flatMap(bounds -> bounds);
    }

    private static Stream<Bound> fromAShell(Row row, boolean waitsInVain) {
        Contender shell = Contender.EVENKEEL_SHELL;
        return row.runs().containsKey(shell)
                ? Stream.of(
                        new Bound(
                                row.workload() + ", from a shell: wall time by kubectl's",
                                row.wall(shell) / row.kubectlBeside(shell),
                                waitsInVain ? MUCH_FASTER_FROM_A_SHELL : NOT_MORE),
                        new Bound(
                                row.workload() + ", from a shell: requests by kubectl's",
                                row.requests(shell) / row.requests(Contender.KUBECTL),
                                waitsInVain ? HALF : NOT_MORE))
                : Stream.empty();
    }
}
