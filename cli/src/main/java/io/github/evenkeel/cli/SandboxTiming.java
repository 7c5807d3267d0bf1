package io.github.evenkeel.cli;

import io.github.evenkeel.Step;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradePlan;
import java.time.Duration;

/** Timing for a sandbox, too short for a production cluster. */
final class SandboxTiming {
    /** Machines start in a second there, and requests end within one. */
    static final Timing TIMING = Timing.defaults()
            .withLoadBalancer(balancer -> balancer.withPropagation(Duration.ofMillis(500))
                    .withConnectionDrain(Duration.ofSeconds(2))
                    .withHealthy(Duration.ofMinutes(1)))
            .withDrain(drain -> drain.withQuiet(Duration.ofMillis(500))
                    .withEvictionRetry(Duration.ofSeconds(1))
                    .withPods(Duration.ofMinutes(1)))
            .withReplacement(
                    replacement -> replacement.withSoak(Duration.ofMillis(500)).withNode(Duration.ofMinutes(1)))
            .withCalls(calls -> calls.withPoll(Duration.ofMillis(200))
                    .withBackoff(Duration.ofMillis(100))
                    .withPatience(Duration.ofSeconds(20))
                    .withProbeInterval(Duration.ofMillis(500)));

    /** What its services take, and its pods, which end at once. */
    static final StepTimes STEPS = StepTimes.assumed()
            .with(Step.UPGRADE_CONTROL_PLANE, Duration.ofSeconds(2))
            .with(Step.UPDATE_NODE_POOL, Duration.ofSeconds(1))
            .with(Step.ADD_SURGE_NODES, Duration.ofMillis(2_200))
            .with(Step.DRAIN_BACKENDS, Duration.ofMillis(900))
            .with(Step.EVICT, Duration.ofMillis(900))
            .with(Step.AWAIT_DELETION, Duration.ofSeconds(1))
            .with(Step.AWAIT_REPLACEMENT, Duration.ofMillis(2_200))
            .with(Step.AWAIT_HEALTH, Duration.ofMillis(500));

    /** Of a lock: a process that was killed keeps the next one out for no longer. */
    static final Duration TERM = Duration.ofSeconds(5);

    private SandboxTiming() {}

    /** The plan with both. */
    static UpgradePlan in(UpgradePlan plan) {
        return plan.withTiming(TIMING).withStepTimes(STEPS);
    }
}
