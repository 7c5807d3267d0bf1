package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.Step;
import io.github.evenkeel.Timing;
import io.github.evenkeel.run.PlanSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Expected times of a roll's steps: those that are set or were measured, else what suits OKE, and the plan's waits. */
final class StepDurations {
    private static final Duration CONTROL_PLANE = Duration.ofMinutes(15);
    private static final Duration NODE_POOL = Duration.ofSeconds(30);
    private static final Duration NEW_NODE = Duration.ofMinutes(4);
    private static final Duration DELETION = Duration.ofMinutes(1);
    private static final Duration BALANCER_CHANGE = Duration.ofSeconds(5);
    private static final Duration HEALTH_CHECK = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(1);

    private final MeasuredSteps measured;
    private final Timing timing;

    StepDurations(PlanSpec spec) {
        measured = new MeasuredSteps(spec.stepTimes());
        timing = spec.timing();
    }

    Duration controlPlane() {
        return measured.of(Step.UPGRADE_CONTROL_PLANE, CONTROL_PLANE);
    }

    Duration nodePool() {
        return measured.of(Step.UPDATE_NODE_POOL, NODE_POOL);
    }

    /** From the request for more nodes until they are Ready. */
    Duration surge() {
        return measured.of(Step.ADD_SURGE_NODES, newNode());
    }

    /** From a deletion until the node that the pool makes in its place is ready. */
    Duration newNode() {
        return measured.of(Step.AWAIT_REPLACEMENT, measured.of(Step.ADD_SURGE_NODES, NEW_NODE));
    }

    /** From the deletion of a node until it is gone. */
    Duration deletion() {
        return measured.of(Step.AWAIT_DELETION, DELETION);
    }

    Duration delete() {
        return measured.of(Step.DELETE_NODE, REQUEST);
    }

    Duration evict(Drains.Effort effort) {
        Duration quiet = timing.drain().quiet();
        if (effort.isNone()) {
            return quiet;
        }
        Duration pods = measured.of(Step.EVICT, effort.time());
        return quiet.compareTo(pods) > 0 ? quiet : pods;
    }

    Duration soak() {
        return timing.replacement().soak();
    }

    Duration propagation() {
        return timing.loadBalancer().propagation();
    }

    /** From the drain of a node's backends until connections through it have had their time. */
    Duration connectionDrain(List<Memberships.Membership> memberships) {
        return memberships.stream()
                .map(membership -> timing.loadBalancer()
                        .connectionDrain(
                                membership.balancerId(),
                                membership.set().name(),
                                membership.set().connectionDrain()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** From the last change until the backends are found healthy several times in a row. */
    Duration health() {
        return measured.of(Step.AWAIT_HEALTH, HEALTH_CHECK.plus(severalTimes()));
    }

    /** Of backends that are healthy already. */
    Duration healthStill() {
        return severalTimes();
    }

    private Duration severalTimes() {
        return timing.calls().poll().multipliedBy(timing.loadBalancer().healthyInARow() - 1L);
    }

    /** @param backends how many of a node are changed one after the other, on average */
    Duration balancerChange(double backends) {
        return measured.changeOfEachBackend(propagation(), severalTimes())
                .filter(each -> backends > 0)
                .map(each -> Duration.ofNanos((long) (each.toNanos() / backends)))
                .orElse(BALANCER_CHANGE);
    }
}
