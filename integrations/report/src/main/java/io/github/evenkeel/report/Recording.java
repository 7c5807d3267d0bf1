package io.github.evenkeel.report;

import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Listener that keeps what happens during a roll, for its report: {@code plan.withListener(recording)}, and later
 * {@code RollReport.of(report).withRecording(recording)}. One recording is for one roll.
 *
 * <p>Thread-safe. It keeps at most {@value #MOST} moments of a roll; later ones are left out, and counted.
 */
public final class Recording implements UpgradeListener {
    /** More than a roll of 5,000 nodes has if all goes well. */
    static final int MOST = 200_000;

    private final List<Moment> moments = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final RunningRoll roll = new RunningRoll();
    private final Map<String, String> refused = new HashMap<>();
    private long leftOut;

    /** What was recorded so far, in order. */
    public synchronized List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** The figures that the caller has added so far. */
    public synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /**
     * The report of the roll as far as it is: with no outcome while it goes on, and with the nodes that it has begun.
     * Empty before the first event.
     */
    public synchronized Optional<RollReport> soFar() {
        return roll.report().map(report -> report.withRecording(this));
    }

    /** How many moments were left out, as there were too many. */
    public synchronized long leftOut() {
        return leftOut;
    }

    /** Adds figures of the cluster, in order of time; beyond {@value #MOST} of them it adds none. */
    public synchronized void add(Sample sample) {
        Objects.requireNonNull(sample, "sample");
        if (samples.size() < MOST) {
            samples.add(sample);
        }
    }

    private synchronized void add(Moment moment) {
        if (moments.size() < MOST) {
            moments.add(moment);
        } else {
            leftOut++;
        }
    }

    private void add(UpgradeEvent event, String kind, String object, String text) {
        add(event, kind, Optional.empty(), object, text, Optional.empty());
    }

    private void add(
            UpgradeEvent event, String kind, Optional<Step> step, String object, String text, Optional<Duration> time) {
        add(new Moment(event.at(), kind, event.source().node(), step.map(Step::id), object, text, time));
    }

    @Override
    public void onStepStarted(UpgradeEvent.StepStarted event) {
        heard(event);
        add(event, Moment.STEP_STARTED, Optional.of(event.step()), event.object(), event.reason(), Optional.empty());
    }

    @Override
    public void onStepFailed(UpgradeEvent.StepFailed event) {
        heard(event);
        add(event, Moment.STEP_FAILED, Optional.of(event.step()), event.object(), event.why(), Optional.empty());
    }

    @Override
    public void onStepEnded(UpgradeEvent.StepEnded event) {
        heard(event);
    }

    @Override
    public void onWaiting(UpgradeEvent.Waiting event) {
        heard(event);
        add(event, Moment.WAITING, Optional.of(event.step()), "", event.waitingFor(), Optional.of(event.atMost()));
    }

    @Override
    public void onRetrying(UpgradeEvent.Retrying event) {
        add(event, Moment.RETRYING, Optional.empty(), event.operation(), event.why(), Optional.of(event.delay()));
    }

    @Override
    public void onWarned(UpgradeEvent.Warned event) {
        heard(event);
        add(event, Moment.WARNED, event.finding().object(), event.finding().toString());
    }

    @Override
    public void onPodEvicted(UpgradeEvent.PodEvicted event) {
        add(event, Moment.EVICTED, event.pod(), "");
    }

    @Override
    public void onDeploymentRestarted(UpgradeEvent.DeploymentRestarted event) {
        add(event, Moment.DEPLOYMENT_RESTARTED, event.deployment(), "in place of " + event.pod());
    }

    /** A budget that blocks for long refuses the same pod again and again: that is one moment. */
    @Override
    public void onEvictionRefused(UpgradeEvent.EvictionRefused event) {
        String why =
                event.verdict() + event.message().map(message -> ": " + message).orElse("");
        if (isNews(event.pod(), why)) {
            add(event, Moment.EVICTION_REFUSED, event.pod(), why);
        }
    }

    private synchronized boolean isNews(String pod, String why) {
        return !why.equals(refused.put(pod, why));
    }

    @Override
    public void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {
        add(event, Moment.DELETED_PAST_BUDGET, event.pod(), event.budget());
    }

    @Override
    public void onPodMovedByOthers(UpgradeEvent.PodMovedByOthers event) {
        add(event, Moment.MOVED_BY_OTHERS, event.pod(), event.refusal());
    }

    @Override
    public void onRequestAnswered(UpgradeEvent.RequestAnswered event) {
        add(event, Moment.REQUEST_ANSWERED, "", event.answer().toString());
    }

    @Override
    public void onRolledBack(UpgradeEvent.RolledBack event) {
        add(event, Moment.ROLLED_BACK, "", event.what());
    }

    @Override
    public void onNodeReplaced(UpgradeEvent.NodeReplaced event) {
        heard(event);
        add(
                event,
                Moment.NODE_REPLACED,
                event.report().node(),
                event.report().replacement().orElse(""));
    }

    @Override
    public void onProbeChanged(UpgradeEvent.ProbeChanged event) {
        String kind = event.result().available() ? Moment.AVAILABLE : Moment.UNAVAILABLE;
        add(event, kind, event.target(), event.result().detail());
    }

    @Override
    public void onNodeEnded(UpgradeEvent.NodeEnded event) {
        heard(event);
    }

    @Override
    public void onEnded(UpgradeEvent.Ended event) {
        heard(event);
    }

    private synchronized void heard(UpgradeEvent event) {
        roll.hear(event);
    }
}
