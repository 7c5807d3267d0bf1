package io.github.evenkeel.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Which workloads are measured how often; told by the command line. */
final class Selection {
    static final String USAGE =
            """
            usage: DrainComparison [options]
              --pods LIST         on the node that is drained; default 10,30,100
              --budgets LIST      of none, one_at_a_time, a_tenth, two_budgets; default all
              --ready LIST        seconds that a pod takes to be ready; default 0,3
              --repetitions N     default 3
              --json FILE         default drain.json""";

    private List<Integer> pods = List.of(10, 30, 100);
    private List<Protection> protections = List.of(Protection.values());
    private List<Duration> ready = List.of(Duration.ZERO, Duration.ofSeconds(3));
    private int repetitions = 3;
    private Path json = Path.of("drain.json");

    /** @throws IllegalArgumentException if there is an option, or a value, that makes no sense */
    static Selection of(String... line) {
        Selection selection = new Selection();
        for (int at = 0; at < line.length; at += 2) {
            if (at + 1 == line.length) {
                throw new IllegalArgumentException("no value for " + line[at]);
            }
            selection.set(line[at], line[at + 1]);
        }
        return selection;
    }

    List<Workload> workloads() {
        return ready.stream()
                .flatMap(time -> protections.stream()
                        .flatMap(protection -> pods.stream().map(number -> new Workload(number, protection, time))))
                .toList();
    }

    int repetitions() {
        return repetitions;
    }

    Path json() {
        return json;
    }

    private void set(String option, String value) {
        switch (option) {
            case "--pods" -> pods = list(value, Integer::valueOf);
            case "--budgets" -> protections = list(value, name -> Protection.valueOf(name.toUpperCase(Locale.ROOT)));
            case "--ready" -> ready = list(value, seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
            case "--repetitions" -> repetitions = Integer.parseInt(value);
            case "--json" -> json = Path.of(value);
            default -> throw new IllegalArgumentException("no option " + option);
        }
    }

    private static <T> List<T> list(String values, Function<String, T> value) {
        return Arrays.stream(values.split(",")).map(value).toList();
    }
}
