package io.github.evenkeel.cli;

import io.github.evenkeel.Timing;
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

    /** Of a lock: a process that was killed keeps the next one out for no longer. */
    static final Duration TERM = Duration.ofSeconds(5);

    private SandboxTiming() {}
}
