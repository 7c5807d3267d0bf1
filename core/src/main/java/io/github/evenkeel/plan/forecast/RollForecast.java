package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.ForecastStage;
import io.github.evenkeel.plan.ClusterSnapshot;
import io.github.evenkeel.plan.ControlPlaneRoute;
import io.github.evenkeel.plan.ExecutionPlan;
import io.github.evenkeel.run.PlanSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Forecast of what a plan does: goes through the roll in advance, with the times that steps are expected to take. */
public final class RollForecast {
    private final ExecutionPlan plan;
    private final StepDurations steps;
    private final Timeline time = new Timeline();
    private final ClusterCourse cluster;
    private final RollSchedule schedule;

    private RollForecast(ExecutionPlan plan, ClusterSnapshot world, PlanSpec spec) {
        this.plan = plan;
        steps = new StepDurations(spec);
        Memberships memberships = new Memberships(world);
        cluster = new ClusterCourse(
                memberships,
                new Population(world, spec, plan.nodes()),
                plan.nodes().size());
        double backends = plan.nodes().stream()
                .mapToInt(target -> memberships.mostOnOneBalancer(target))
                .average()
                .orElse(0);
        Course.Surroundings around = new Course.Surroundings(
                time,
                new BalancerQueues(time, steps.balancerChange(backends)),
                steps,
                new Drains(spec),
                new DomainBalance(time),
                cluster);
        schedule = new RollSchedule(
                around,
                memberships,
                plan.rollout(),
                plan.nodes(),
                spec.rollout().soak());
    }

    /** Makes the forecast. */
    public static Forecast of(ExecutionPlan plan, ClusterSnapshot world, PlanSpec spec) {
        return new RollForecast(plan, world, spec).make();
    }

    /** Of a plan that could not be made. */
    public static Forecast none() {
        return ForecastRecord.NONE;
    }

    private Forecast make() {
        ControlPlaneRoute route = plan.controlPlane();
        Duration controlPlane =
                route == null ? Duration.ZERO : steps.controlPlane().multipliedBy(route.hops());
        Duration nodesBegin =
                controlPlane.plus(steps.nodePool().multipliedBy(plan.pools().size()));
        time.at(nodesBegin, schedule::beginNext);
        time.run();
        int waves = plan.rollout().waves().size();
        return new ForecastRecord(
                Optional.of(controlPlane)
                        .filter(takes -> !takes.isZero())
                        .map(takes -> new ForecastPartRecord("control plane", Duration.ZERO, takes)),
                parts(begun -> begun.target.pool().id(), (pool, part) -> part.of("node pool " + nameOf(pool))),
                parts(
                        begun -> begun.wave,
                        (wave, part) -> part.of("wave " + (wave + 1) + " of " + waves, cluster.of(wave))),
                schedule.begun().stream()
                        .map(begun -> new Span(begun.begins, begun.ends).of(begun.target.toString()))
                        .toList(),
                new Span(Duration.ZERO, time.now()).of("the roll", cluster.whole()),
                cluster.workloads(),
                cluster.peakUnavailable(),
                cluster.peakMachines());
    }

    private String nameOf(String poolId) {
        return plan.rollout().limits().of(poolId).poolName();
    }

    /** Time of a part of a roll. */
    private record Span(Duration begins, Duration ends) {
        ForecastPart of(String object) {
            return new ForecastPartRecord(object, begins, ends.minus(begins));
        }

        ForecastStage of(String object, Least least) {
            return new ForecastStageRecord(object, begins, ends.minus(begins), least.free(), least.serving());
        }
    }

    /** From the begin of the first node of each to the end of the last. */
    private <K, P> List<P> parts(Function<RollSchedule.Begun, K> part, BiFunction<K, Span, P> made) {
        Map<K, Span> spans = new LinkedHashMap<>();
        for (RollSchedule.Begun begun : schedule.begun()) {
            spans.merge(
                    part.apply(begun),
                    new Span(begun.begins, begun.ends),
                    (one, other) -> new Span(one.begins, one.ends.compareTo(other.ends) > 0 ? one.ends : other.ends));
        }
        List<P> parts = new ArrayList<>();
        spans.forEach((key, span) -> parts.add(made.apply(key, span)));
        return parts;
    }
}
