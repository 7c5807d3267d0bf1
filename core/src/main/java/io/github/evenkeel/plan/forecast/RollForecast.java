package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
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
import java.util.function.Function;

/** Forecast of what a plan does: goes through the roll in advance, with the times that steps are expected to take. */
public final class RollForecast {
    private final ExecutionPlan plan;
    private final StepDurations steps;
    private final Timeline time = new Timeline();
    private final RollSchedule schedule;

    private RollForecast(ExecutionPlan plan, ClusterSnapshot world, PlanSpec spec) {
        this.plan = plan;
        steps = new StepDurations(spec);
        Memberships memberships = new Memberships(world);
        double backends = plan.nodes().stream()
                .mapToInt(target -> memberships.of(target).size())
                .average()
                .orElse(0);
        Course.Surroundings around = new Course.Surroundings(
                time,
                new BalancerQueues(time, steps.balancerChange(backends)),
                steps,
                new Drains(world, spec),
                new NoEffects());
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
        return new ForecastRecord(Duration.ZERO, Optional.empty(), List.of(), List.of(), List.of());
    }

    private Forecast make() {
        ControlPlaneRoute route = plan.controlPlane();
        Duration controlPlane =
                route == null ? Duration.ZERO : steps.controlPlane().multipliedBy(route.hops());
        Duration nodesBegin =
                controlPlane.plus(steps.nodePool().multipliedBy(plan.pools().size()));
        time.at(nodesBegin, schedule::beginNext);
        time.run();
        return new ForecastRecord(
                time.now(),
                Optional.of(controlPlane)
                        .filter(takes -> !takes.isZero())
                        .map(takes -> new ForecastPartRecord("control plane", Duration.ZERO, takes)),
                parts(begun -> "node pool " + begun.target.pool().name()),
                parts(begun -> "wave " + (begun.wave + 1) + " of "
                        + plan.rollout().waves().size()),
                parts(begun -> begun.target.toString()));
    }

    /** From the begin of the first node of each to the end of the last. */
    private List<ForecastPart> parts(Function<RollSchedule.Begun, String> object) {
        Map<String, List<RollSchedule.Begun>> groups = new LinkedHashMap<>();
        schedule.begun().forEach(begun -> groups.computeIfAbsent(object.apply(begun), any -> new ArrayList<>())
                .add(begun));
        List<ForecastPart> parts = new ArrayList<>();
        groups.forEach((name, nodes) -> {
            Duration begins = nodes.get(0).begins;
            Duration ends = nodes.stream()
                    .map(begun -> begun.ends)
                    .max(Duration::compareTo)
                    .orElse(begins);
            parts.add(new ForecastPartRecord(name, begins, ends.minus(begins)));
        });
        return parts;
    }
}
