package io.github.evenkeel.examples;

import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Timing;
import java.io.PrintStream;
import java.time.Duration;

/** What the example programs share about plans. */
final class Plans {
    /** Waits for a sandbox, whose machines start in a second and whose requests end within one. */
    static final Timing SANDBOX_TIMING = Timing.defaults()
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

    /** Of a lock on a sandbox: a runner that was killed keeps the next one out for no longer. */
    static final Duration SANDBOX_TERM = Duration.ofSeconds(5);

    private Plans() {}

    /** Prints findings and steps; answers with the exit code. */
    static int print(Preview preview, PrintStream out) {
        preview.findings().forEach(finding -> out.println(finding.severity() + ": " + finding));
        int number = 1;
        for (PlannedStep step : preview.steps()) {
            out.printf("%3d. %s%n", number++, step);
        }
        if (!preview.canRoll()) {
            out.println("no step would be taken, as the plan would be refused");
        } else if (preview.steps().isEmpty()) {
            out.println("nothing to do");
        }
        return preview.canRoll() ? 0 : 1;
    }
}
