package io.github.evenkeel.micrometer;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Listener that makes observations of rolls: one of the roll, one of each node in it, and one of each step in the
 * node's or in the roll's. With a bridge of Micrometer Tracing they are the spans of a trace.
 *
 * <pre>{@code
 * plan.withListener(UpgradeObservations.of(registry))
 * }</pre>
 *
 * <p>The names of nodes and the identities of machines are keys of high cardinality: a tracer has them, meters do not.
 * {@code docs/metrics.md} lists names and keys. An observation begins when the listener hears of it, a moment after
 * what it is about. A drain without a roll is one observation for each of its steps.
 *
 * <p>One listener may be used for any number of plans and runs. Safe for use by any thread.
 */
public final class UpgradeObservations implements UpgradeListener {
    private final ObservationRegistry registry;
    private final Map<String, RunObservations> runs = new ConcurrentHashMap<>();

    private UpgradeObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** Creates a listener for a registry. */
    public static UpgradeObservations of(ObservationRegistry registry) {
        return new UpgradeObservations(Objects.requireNonNull(registry, "registry"));
    }

    @Override
    public void onStepStarted(UpgradeEvent.StepStarted event) {
        in(event, run -> run.begin(event));
    }

    @Override
    public void onStepEnded(UpgradeEvent.StepEnded event) {
        in(event, run -> run.end(event.source(), event.step(), event.object()));
    }

    @Override
    public void onStepFailed(UpgradeEvent.StepFailed event) {
        in(event, run -> run.fail(event));
    }

    @Override
    public void onWaiting(UpgradeEvent.Waiting event) {
        note(event, "waiting", event.waitingFor());
    }

    @Override
    public void onRetrying(UpgradeEvent.Retrying event) {
        note(event, "retrying", event.operation() + ": " + event.why());
    }

    @Override
    public void onWarned(UpgradeEvent.Warned event) {
        note(event, "warned", event.finding().toString());
    }

    @Override
    public void onPodEvicted(UpgradeEvent.PodEvicted event) {
        note(event, "evicted", event.pod());
    }

    @Override
    public void onEvictionRefused(UpgradeEvent.EvictionRefused event) {
        note(
                event,
                "refused",
                event.pod() + ": " + event.message().orElse(event.verdict().name()));
    }

    @Override
    public void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {
        note(event, "deleted", event.pod() + " past " + event.budget());
    }

    @Override
    public void onRolledBack(UpgradeEvent.RolledBack event) {
        note(event, "rolledBack", event.what());
    }

    @Override
    public void onGatePassed(UpgradeEvent.GatePassed event) {
        note(event, "gatePassed", event.gate().gate());
    }

    @Override
    public void onNodeEnded(UpgradeEvent.NodeEnded event) {
        in(event, run -> run.endNode(event.report()));
    }

    @Override
    public void onEnded(UpgradeEvent.Ended event) {
        in(event, run -> run.end(event.report()));
        runs.remove(event.source().runId());
    }

    private void note(UpgradeEvent event, String name, String text) {
        in(event, run -> run.note(event.source(), Observation.Event.of(name, name + ": " + text)));
    }

    private void in(UpgradeEvent event, Consumer<RunObservations> change) {
        EventSource source = event.source();
        RunObservations run = runs.computeIfAbsent(source.runId(), id -> new RunObservations(registry, source));
        change.accept(run);
        if (source.clusterId().isEmpty() && run.isIdle()) {
            runs.remove(source.runId()); // a drain by itself has no event of its end
        }
    }
}
