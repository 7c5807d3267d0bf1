package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.WorkloadForecast;
import io.github.evenkeel.testkit.simulation.invariant.Ending.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far forecasts are off in rolls without faults, in worlds whose services take times that are drawn anew. */
@Execution(ExecutionMode.CONCURRENT)
class ForecastTest {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastTest.class);
    private static final int WORLDS = 100;
    private static final int NODES = 12;
    private static final double OFF_AT_MOST = 0.25;

    /** What the services of these worlds take on average. */
    private static final StepTimes OF_THE_WORLD = StepTimes.assumed()
            .with(Step.UPGRADE_CONTROL_PLANE, Duration.ofSeconds(330))
            .with(Step.UPDATE_NODE_POOL, Duration.ofSeconds(11))
            .with(Step.ADD_SURGE_NODES, Duration.ofSeconds(75))
            .with(Step.AWAIT_REPLACEMENT, Duration.ofSeconds(85))
            .with(Step.AWAIT_DELETION, Duration.ofSeconds(30))
            .with(Step.EVICT, Duration.ofSeconds(25));

    @Test
    void isNotFarOffWithTheTimesOfTheServices() {
        List<Double> ratios = ratios(seed -> Optional.of(OF_THE_WORLD));

        assertThat(ratios).hasSizeGreaterThan(WORLDS / 2);
        assertThat(off(ratios)).isLessThanOrEqualTo(ratios.size() / 25);
        assertThat(ratios.get(ratios.size() / 2)).isBetween(0.95, 1.05);
    }

    @Test
    void isNotFarOffWithTheReportOfAnEarlierRoll() {
        List<Double> ratios = ratios(seed ->
                completed(Simulation.of(seed), UnaryOperator.identity()).map(StepTimes::of)); // one node at a time

        assertThat(ratios).hasSizeGreaterThan(WORLDS / 2);
        assertThat(off(ratios)).isLessThanOrEqualTo(ratios.size() / 25);
        assertThat(ratios.get(ratios.size() / 2)).isBetween(0.9, 1.1);
    }

    /** The scheduler of these worlds puts pods on old nodes rather than on new ones with as much room. */
    @Test
    void saysHowOftenPodsAreDisturbed() {
        List<Double> ratios = new ArrayList<>();
        for (long seed = 1; seed <= WORLDS; seed++) {
            AtomicInteger evicted = new AtomicInteger();
            completed(
                            Simulation.of(seed).drawnRollout(),
                            plan -> plan.withListener(new UpgradeListener() {
                                @Override
                                public void onPodEvicted(UpgradeEvent.PodEvicted event) {
                                    evicted.incrementAndGet();
                                }
                            }))
                    .flatMap(UpgradeReport::forecast)
                    .ifPresent(forecast -> ratios.add(forecast.workloads().stream()
                                    .mapToDouble(WorkloadForecast::evictions)
                                    .sum()
                            / Math.max(1, evicted.get())));
        }

        List<Double> sorted = logged("evictions", ratios);
        assertThat(sorted).hasSizeGreaterThan(WORLDS / 2);
        assertThat(sorted.get(sorted.size() / 2)).isBetween(0.8, 1.1);
        assertThat(off(sorted)).isLessThanOrEqualTo(sorted.size() / 4);
    }

    private interface Times {
        Optional<StepTimes> of(long seed);
    }

    /** Of the forecast to what the roll took, sorted. */
    private static List<Double> ratios(Times times) {
        List<Double> ratios = new ArrayList<>();
        LongStream.rangeClosed(1, WORLDS).forEach(seed -> times.of(seed)
                .flatMap(its -> completed(Simulation.of(seed).drawnRollout(), plan -> plan.withStepTimes(its)))
                .filter(report -> report.gates().isEmpty())
                .ifPresent(report -> ratios.add(ratio(report))));
        return logged("times", ratios);
    }

    private static List<Double> logged(String what, List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        LOG.info(
                "{} of {} rolls: least {}, median {}, most {}, {} off by more than {}",
                what,
                sorted.size(),
                sorted.get(0),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                off(sorted),
                OFF_AT_MOST);
        return sorted;
    }

    private static long off(List<Double> ratios) {
        return ratios.stream()
                .filter(ratio -> Math.abs(ratio - 1) > OFF_AT_MOST)
                .count();
    }

    /** That every world is as it should be is what other tests are for: here, those that are not don't count. */
    private static Optional<UpgradeReport> completed(Simulation simulation, UnaryOperator<UpgradePlan> plan) {
        try {
            SimulatedRun run =
                    simulation.withoutFaults().nodes(NODES).planned(plan).run();
            return run.report().filter(report -> run.outcome() == Outcome.COMPLETED);
        } catch (Violation e) {
            return Optional.empty();
        }
    }

    /** Without the control plane: that is one draw from one to ten minutes. */
    private static double ratio(UpgradeReport report) {
        Forecast forecast = report.forecast().orElseThrow();
        Duration expected = forecast.takes()
                .minus(forecast.controlPlane().map(ForecastPart::takes).orElse(Duration.ZERO));
        Duration took = report.preparation().stream()
                .filter(record -> record.step().equals(Step.UPGRADE_CONTROL_PLANE))
                .map(StepRecord::took)
                .reduce(report.took(), Duration::minus);
        return (double) expected.toMillis() / took.toMillis();
    }
}
