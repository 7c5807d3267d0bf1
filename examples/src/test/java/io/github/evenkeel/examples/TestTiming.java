package io.github.evenkeel.examples;

import io.github.evenkeel.Timing;
import java.time.Duration;

// snippet: test-timing
/** Timing for a sandbox, whose machines start in a second and whose requests end within one. */
final class TestTiming {
    static final Timing QUICK = Timing.defaults()
            .withLoadBalancer(balancer -> balancer.withPropagation(Duration.ofMillis(500))
                    .withConnectionDrain(Duration.ofSeconds(2))
                    .withHealthy(Duration.ofMinutes(1)))
            .withDrain(drain -> drain.withQuiet(Duration.ofMillis(500))
                    .withEvictionRetry(Duration.ofSeconds(1))
                    .withPods(Duration.ofMinutes(1)))
            .withReplacement(replacement -> replacement
                    .withSoak(Duration.ofMillis(500))
                    .withNode(Duration.ofMinutes(1))
                    .withNodeError(Duration.ofSeconds(2)))
            .withCalls(calls -> calls.withPoll(Duration.ofMillis(200))
                    .withBackoff(Duration.ofMillis(100))
                    .withPatience(Duration.ofSeconds(20))
                    .withProbeInterval(Duration.ofMillis(500)));

    private TestTiming() {}
}
// end
