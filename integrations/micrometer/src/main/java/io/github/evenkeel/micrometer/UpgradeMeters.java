package io.github.evenkeel.micrometer;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Listener that keeps meters of rolls and drains in a registry.
 *
 * <pre>{@code
 * plan.withListener(UpgradeMeters.of(registry))
 * }</pre>
 *
 * <p>All names begin with {@code evenkeel.}; {@code docs/metrics.md} lists them with their tags. No tag has the name of
 * a node, a pod or a load balancer, or an OCID: their number does not grow with the cluster.
 *
 * <p>One listener may be used for any number of plans and runs, also at the same time; the gauges sum up the runs that
 * have not ended. A registry needs one listener: with a second one, each event counts twice. Safe for use by any
 * thread.
 */
public final class UpgradeMeters implements UpgradeListener {
    private final RunMeters meters;
    private final Map<String, RunState> runs = new ConcurrentHashMap<>();

    private UpgradeMeters(MeterRegistry registry) {
        meters = new RunMeters(registry);
        meters.gauges(runs.values());
    }

    /** Creates a listener for a registry, and registers the gauges. */
    public static UpgradeMeters of(MeterRegistry registry) {
        return new UpgradeMeters(Objects.requireNonNull(registry, "registry"));
    }

    @Override
    public void onStepStarted(UpgradeEvent.StepStarted event) {
        update(event, run -> run.begins(event));
    }

    @Override
    public void onStepEnded(UpgradeEvent.StepEnded event) {
        meters.stepEnded(event.step(), event.took());
        update(event, run -> run.ends(event.step(), event.object(), event.source()));
    }

    @Override
    public void onStepFailed(UpgradeEvent.StepFailed event) {
        update(event, run -> run.ends(event.step(), event.object(), event.source())
                .ifPresent(begun -> meters.stepFailed(event.step(), begun, event.at())));
    }

    @Override
    public void onWaiting(UpgradeEvent.Waiting event) {
        update(event, run -> run.waits(event));
    }

    @Override
    public void onRetrying(UpgradeEvent.Retrying event) {
        meters.retried(event.operation());
        update(event, run -> {});
    }

    @Override
    public void onWarned(UpgradeEvent.Warned event) {
        meters.count(MeterName.WARNINGS);
    }

    @Override
    public void onPodEvicted(UpgradeEvent.PodEvicted event) {
        meters.count(MeterName.EVICTIONS, "kind", "accepted");
    }

    @Override
    public void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {
        meters.count(MeterName.EVICTIONS, "kind", "past_budget");
    }

    @Override
    public void onPodMovedByOthers(UpgradeEvent.PodMovedByOthers event) {
        meters.count(MeterName.EVICTIONS, "kind", "moved_by_others");
    }

    @Override
    public void onEvictionRefused(UpgradeEvent.EvictionRefused event) {
        meters.count(MeterName.EVICTION_REFUSALS, "reason", Tags.of(event.verdict()));
    }

    @Override
    public void onRolledBack(UpgradeEvent.RolledBack event) {
        meters.count(MeterName.ROLLBACKS);
    }

    @Override
    public void onNodeReplaced(UpgradeEvent.NodeReplaced event) {
        update(event, run -> {});
    }

    @Override
    public void onNodeEnded(UpgradeEvent.NodeEnded event) {
        meters.count(MeterName.NODES_ENDED, "result", Tags.of(event.report().result()));
        update(event, run -> run.nodeEnded(event.report()));
    }

    @Override
    public void onGatePassed(UpgradeEvent.GatePassed event) {
        meters.gatePassed(event.gate());
    }

    @Override
    public void onCallEnded(UpgradeEvent.CallEnded event) {
        meters.called(event);
    }

    @Override
    public void onProbeChanged(UpgradeEvent.ProbeChanged event) {
        update(event, run -> run.probed(event.target(), event.result().available()));
    }

    @Override
    public void onEnded(UpgradeEvent.Ended event) {
        meters.runEnded(event.report());
        update(event, run -> {});
        runs.remove(event.source().runId());
    }

    /** Any event of a node ends what it waited for. */
    private void update(UpgradeEvent event, Consumer<RunState> change) {
        EventSource source = event.source();
        RunState run = runs.computeIfAbsent(source.runId(), id -> new RunState(meters));
        run.seen(event);
        change.accept(run);
        if (source.clusterId().isEmpty() && run.isIdle()) {
            runs.remove(source.runId()); // a drain by itself has no event of its end
        }
    }
}
