package io.github.evenkeel.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All that was measured of one workload.
 *
 * @param runs of each contender, at least one of kubectl and one of ours
 */
record Row(Workload workload, Map<Contender, List<Measurement>> runs) {
    double wall(Contender contender) {
        return median(contender, run -> seconds(run.wall()));
    }

    /** What the contender's wall time is held against. */
    double kubectlBeside(Contender contender) {
        return contender == Contender.EVENKEEL_SHELL
                ? median(Contender.KUBECTL, run -> seconds(run.process()))
                : wall(Contender.KUBECTL);
    }

    double requests(Contender contender) {
        return median(contender, Measurement::requestCount);
    }

    double median(Contender contender, ToDoubleFunction<Measurement> figure) {
        double[] sorted = runs.getOrDefault(contender, List.of()).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
