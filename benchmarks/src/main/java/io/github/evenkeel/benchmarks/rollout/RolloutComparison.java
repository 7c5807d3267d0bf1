package io.github.evenkeel.benchmarks.rollout;

import io.github.evenkeel.benchmarks.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Rolls a sandbox of 12 nodes under traffic: one node at a time, three unavailable, and three added. */
public final class RolloutComparison {
    private static final String GATE = "--gate";
    private static final String REPETITIONS = "--repetitions";
    private static final String USAGE = "usage: RolloutComparison [" + REPETITIONS + " N] [" + GATE + "]";
    private static final double BY_ONE_AT_A_TIME = 0.45;

    private static final List<String> ONE_AT_A_TIME = List.of();
    private static final List<String> UNAVAILABLE = List.of("--max-unavailable", "3");
    private static final List<String> SURGE = List.of("--max-surge", "3");
    private static final List<String> WITHOUT_DRAIN = List.of("--max-surge", "3", "--skip-lb-drain");

    private RolloutComparison() {}

    /**
     * Prints a table; with {@code --gate}, exits with 1 if a request failed, or several nodes at a time gain too
     * little.
     */
    public static void main(String... line) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(line));
        boolean gate = words.remove(GATE);
        int repetitions = words.isEmpty() ? 1 : repetitions(words);
        Path directory = Files.createTempDirectory("evenkeel-benchmarks-");
        Map<List<String>, List<SandboxRoll>> rolls = new LinkedHashMap<>();
        System.out.println("| options | makespan s | requests | failed | most unavailable | most machines |\n"
                + "|---|---:|---:|---:|---:|---:|");
        for (int i = 0; i < repetitions; i++) {
            for (List<String> options : List.of(ONE_AT_A_TIME, UNAVAILABLE, SURGE, WITHOUT_DRAIN)) {
                SandboxRoll roll = SandboxRoll.run(
                        directory,
                        Stream.concat(Stream.of("--nodes", "12"), options.stream())
                                .toList());
                rolls.computeIfAbsent(options, key -> new ArrayList<>()).add(roll);
                print(options, roll);
            }
        }
        List<Bound> bounds = List.of(
                ratio(rolls, UNAVAILABLE),
                ratio(rolls, SURGE),
                failed(rolls, ONE_AT_A_TIME),
                failed(rolls, UNAVAILABLE),
                failed(rolls, SURGE),
                new Bound(
                        "rolls without the drain of the load balancer that lost nothing",
                        rolls.getOrDefault(WITHOUT_DRAIN, List.of()).stream()
                                .filter(roll -> roll.failed() == 0)
                                .count(),
                        0));
        bounds.forEach(System.out::println);
        System.exit(gate && !bounds.stream().allMatch(Bound::kept) ? 1 : 0);
    }

    private static int repetitions(List<String> words) {
        if (words.size() != 2
                || !words.get(0).equals(REPETITIONS)
                || !words.get(1).matches("[1-9]\\d?")) {
            System.err.println(USAGE);
            System.exit(2);
        }
        return Integer.parseInt(words.get(1));
    }

    private static void print(List<String> options, SandboxRoll roll) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %d | %d | %d | %d |%n",
                name(options),
                roll.makespan(),
                roll.sent(),
                roll.failed(),
                roll.unavailable(),
                roll.machines());
    }

    private static String name(List<String> options) {
        return options.isEmpty() ? "one at a time" : String.join(" ", options);
    }

    private static Bound ratio(Map<List<String>, List<SandboxRoll>> rolls, List<String> options) {
        return new Bound(
                name(options) + ": makespan by that of one at a time, medians",
                median(rolls, options) / median(rolls, ONE_AT_A_TIME),
                BY_ONE_AT_A_TIME);
    }

    private static double median(Map<List<String>, List<SandboxRoll>> rolls, List<String> options) {
        double[] times = rolls.getOrDefault(options, List.of()).stream()
                .mapToDouble(SandboxRoll::makespan)
                .sorted()
                .toArray();
        return times[times.length / 2];
    }

    private static Bound failed(Map<List<String>, List<SandboxRoll>> rolls, List<String> options) {
        return new Bound(
                name(options) + ": requests that failed",
                rolls.getOrDefault(options, List.of()).stream()
                        .mapToLong(SandboxRoll::failed)
                        .sum(),
                0);
    }
}
