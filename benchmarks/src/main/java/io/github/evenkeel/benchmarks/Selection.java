package io.github.evenkeel.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Which workloads are measured how often, and what is made of it; told by the command line. */
final class Selection {
    static final String USAGE =
            """
            usage: DrainComparison [options]
              --pods LIST         on the node that is drained; default 10,30,100
              --budgets LIST      of none, one_at_a_time, a_tenth, two_budgets; default all
              --ready LIST        seconds that a pod takes to be ready; default 0,3
              --workloads LIST    instead of these three: of PODS:BUDGET:READY
              --repetitions N     default 3
              --json FILE         default drain.json
              --pair-only         leaves out the cold JVM, the wait for quiet and the shell, with which workloads of 30
                                  pods are measured
              --gate              holds the medians against their bounds; exits with 1 if one is not kept""";

    private List<Integer> pods = List.of(10, 30, 100);
    private List<Protection> protections = List.of(Protection.values());
    private List<Duration> ready = List.of(Duration.ZERO, Duration.ofSeconds(3));
    private Optional<List<Workload>> workloads = Optional.empty();
    private int repetitions = 3;
    private Path json = Path.of("drain.json");
    private boolean pairOnly;
    private boolean gate;

    /** @throws IllegalArgumentException if there is an option, or a value, that makes no sense */
    static Selection of(String... line) {
        Selection selection = new Selection();
        Iterator<String> words = List.of(line).iterator();
        while (words.hasNext()) {
            selection.set(words.next(), words);
        }
        return selection;
    }

    List<Workload> workloads() {
        return workloads.orElseGet(() -> ready.stream()
                .flatMap(time -> protections.stream()
                        .flatMap(protection -> pods.stream().map(number -> new Workload(number, protection, time))))
                .toList());
    }

    /** Who drains. What a cold JVM and the wait for quiet add is the same for all: one workload or two show it. */
    List<Contender> contenders(Workload workload) {
        boolean shows = !pairOnly && workload.pods() == 30 && workload.ready().isZero();
        return shows && workload.protection() == Protection.ONE_AT_A_TIME
                ? List.of(Contender.values())
                : shows && workload.protection() == Protection.A_TENTH
                        ? List.of(Contender.KUBECTL, Contender.EVENKEEL, Contender.EVENKEEL_SHELL)
                        : List.of(Contender.KUBECTL, Contender.EVENKEEL);
    }

    int repetitions() {
        return repetitions;
    }

    Path json() {
        return json;
    }

    boolean gate() {
        return gate;
    }

    private void set(String option, Iterator<String> words) {
        switch (option) {
            case "--pods" -> pods = list(value(option, words), Selection::positive);
            case "--budgets" -> protections = list(value(option, words), Selection::protection);
            case "--ready" -> ready = list(value(option, words), Selection::seconds);
            case "--workloads" -> workloads = Optional.of(list(value(option, words), Selection::workload));
            case "--repetitions" -> repetitions = positive(value(option, words));
            case "--json" -> json = Path.of(value(option, words));
            case "--pair-only" -> pairOnly = true;
            case "--gate" -> gate = true;
            default -> throw new IllegalArgumentException("no option " + option);
        }
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException("no value for " + option);
        }
        return words.next();
    }

    private static Workload workload(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a workload is " + text + "; needed is PODS:BUDGET:READY");
        }
        return new Workload(positive(parts[0]), protection(parts[1]), seconds(parts[2]));
    }

    private static Protection protection(String name) {
        return Protection.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Duration seconds(String number) {
        return Duration.ofSeconds(Long.parseLong(number));
    }

    private static int positive(String number) {
        int value = Integer.parseInt(number);
        if (value < 1) {
            throw new IllegalArgumentException(number + " is not positive");
        }
        return value;
    }

    private static <T> List<T> list(String values, Function<String, T> value) {
        return Arrays.stream(values.split(",")).map(value).toList();
    }
}
