package io.github.evenkeel.cli;

import io.github.evenkeel.Step;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.testkit.Sandbox;
import java.time.Duration;

/** What takes how long in a sandbox. */
final class SandboxTiming {
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

    /** The plan with these times, and with the timing of a sandbox. */
    static UpgradePlan in(UpgradePlan plan) {
        return plan.withTiming(Sandbox.timing()).withStepTimes(STEPS);
    }
}
