package io.github.evenkeel.run;

import io.github.evenkeel.EventSource;
import io.github.evenkeel.Finding;
import io.github.evenkeel.GateRecord;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Events that the library makes, a record for each kind. */
public final class EventRecords {
    private EventRecords() {}

    /** See {@link UpgradeEvent.StepStarted}. */
    public record StepStarted(Instant at, EventSource source, Step step, String object, String reason)
            implements UpgradeEvent.StepStarted {}

    /** See {@link UpgradeEvent.StepEnded}. */
    public record StepEnded(Instant at, EventSource source, Step step, String object, Duration took)
            implements UpgradeEvent.StepEnded {}

    /** See {@link UpgradeEvent.StepFailed}. */
    public record StepFailed(Instant at, EventSource source, Step step, String object, String why)
            implements UpgradeEvent.StepFailed {}

    /** See {@link UpgradeEvent.Waiting}. */
    public record Waiting(Instant at, EventSource source, Step step, String waitingFor, Duration atMost)
            implements UpgradeEvent.Waiting {}

    /** See {@link UpgradeEvent.Retrying}. */
    public record Retrying(Instant at, EventSource source, String operation, int attempt, Duration delay, String why)
            implements UpgradeEvent.Retrying {}

    /** See {@link UpgradeEvent.Warned}. */
    public record Warned(Instant at, EventSource source, Finding finding) implements UpgradeEvent.Warned {}

    /** See {@link UpgradeEvent.PodEvicted}. */
    public record PodEvicted(Instant at, EventSource source, String pod, String node)
            implements UpgradeEvent.PodEvicted {}

    /** See {@link UpgradeEvent.DeploymentRestarted}. */
    public record DeploymentRestarted(Instant at, EventSource source, String deployment, String pod, String node)
            implements UpgradeEvent.DeploymentRestarted {}

    /** See {@link UpgradeEvent.EvictionRefused}. */
    public record EvictionRefused(
            Instant at, EventSource source, String pod, String node, Verdict verdict, Optional<String> message)
            implements UpgradeEvent.EvictionRefused {}

    /** See {@link UpgradeEvent.PodDeletedPastBudget}. */
    public record PodDeletedPastBudget(Instant at, EventSource source, String pod, String node, String budget)
            implements UpgradeEvent.PodDeletedPastBudget {}

    /** See {@link UpgradeEvent.PodMovedByOthers}. */
    public record PodMovedByOthers(Instant at, EventSource source, String pod, String node, String refusal)
            implements UpgradeEvent.PodMovedByOthers {}

    /** See {@link UpgradeEvent.RequestAnswered}. */
    public record RequestAnswered(Instant at, EventSource source, AnsweredRequest answer)
            implements UpgradeEvent.RequestAnswered {}

    /** See {@link UpgradeEvent.RolledBack}. */
    public record RolledBack(Instant at, EventSource source, String what) implements UpgradeEvent.RolledBack {}

    /** See {@link UpgradeEvent.NodeReplaced}. */
    public record NodeReplaced(Instant at, EventSource source, NodeReport report)
            implements UpgradeEvent.NodeReplaced {}

    /** See {@link UpgradeEvent.NodeEnded}. */
    public record NodeEnded(Instant at, EventSource source, NodeReport report) implements UpgradeEvent.NodeEnded {}

    /** See {@link UpgradeEvent.GatePassed}. */
    public record GatePassed(Instant at, EventSource source, GateRecord gate) implements UpgradeEvent.GatePassed {}

    /** See {@link UpgradeEvent.CallEnded}. */
    public record CallEnded(
            Instant at, EventSource source, String port, String operation, Optional<Outcome> failure, Duration took)
            implements UpgradeEvent.CallEnded {}

    /** See {@link UpgradeEvent.ProbeChanged}. */
    public record ProbeChanged(Instant at, EventSource source, String target, ProbeResult result)
            implements UpgradeEvent.ProbeChanged {}

    /** See {@link UpgradeEvent.Ended}. */
    public record Ended(Instant at, EventSource source, UpgradeReport report) implements UpgradeEvent.Ended {}
}
