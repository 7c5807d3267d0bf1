package io.github.evenkeel.micrometer;

import io.github.evenkeel.GateRecord;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** The meters, by name. */
final class RunMeters {
    private static final String OUTCOME = "outcome";
    private static final String SUCCEEDED = "succeeded";

    private final MeterRegistry registry;

    RunMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers the gauges, which sum up runs. */
    void gauges(Collection<RunState> runs) {
        for (NodeCount state : NodeCount.values()) {
            Gauge.builder(MeterName.NODES.meterName(), runs, all -> all.stream()
                            .mapToInt(run -> run.nodes(state))
                            .sum())
                    .tag("state", Tags.of(state))
                    .baseUnit("nodes")
                    .description(MeterName.NODES.description())
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder(MeterName.PROBES_UNAVAILABLE.meterName(), runs, all -> all.stream()
                        .mapToInt(RunState::unavailableProbes)
                        .sum())
                .baseUnit("probes")
                .description(MeterName.PROBES_UNAVAILABLE.description())
                .strongReference(true)
                .register(registry);
    }

    void count(MeterName name, String... tags) {
        Counter.builder(name.meterName())
                .description(name.description())
                .tags(tags)
                .register(registry)
                .increment();
    }

    void retried(String operation) {
        count(MeterName.RETRIES, "operation", Tags.verb(operation));
    }

    LongTaskTimer.Sample active(Step step) {
        return LongTaskTimer.builder(MeterName.STEP_ACTIVE.meterName())
                .description(MeterName.STEP_ACTIVE.description())
                .tag("step", step.id())
                .register(registry)
                .start();
    }

    void stepEnded(Step step, Duration took) {
        record(MeterName.STEP, took, "step", step.id(), OUTCOME, SUCCEEDED);
    }

    void stepFailed(Step step, Instant begun, Instant ended) {
        record(MeterName.STEP, Duration.between(begun, ended), "step", step.id(), OUTCOME, "failed");
    }

    void waited(UpgradeEvent.Waiting wait, Instant until) {
        record(
                MeterName.WAIT,
                Duration.between(wait.at(), until),
                "step",
                wait.step().id());
    }

    void gatePassed(GateRecord gate) {
        record(MeterName.GATE_WAIT, gate.waited(), "gate", gate.gate());
    }

    void called(UpgradeEvent.CallEnded call) {
        record(
                MeterName.CALLS,
                call.took(),
                "port",
                call.port(),
                "operation",
                call.operation(),
                OUTCOME,
                call.failure().map(Tags::of).orElse(SUCCEEDED));
    }

    void runEnded(UpgradeReport report) {
        record(MeterName.RUN, report.took(), OUTCOME, Tags.of(report.outcome()));
    }

    /** The time of day may jump, back as well. */
    private void record(MeterName name, Duration took, String... tags) {
        Timer.builder(name.meterName())
                .description(name.description())
                .tags(tags)
                .register(registry)
                .record(took.isNegative() ? Duration.ZERO : took);
    }
}
