package io.github.evenkeel;

import io.github.evenkeel.spi.ProbeResult;
import java.time.Duration;
import java.time.Instant;

/** Something that happened in a roll. */
public sealed interface UpgradeEvent {
    /** When, by the time of day. */
    Instant at();

    /**
     * A step began.
     *
     * @param at when
     * @param step which
     * @param object it is about
     * @param reason why it is taken
     */
    record StepStarted(Instant at, Step step, String object, String reason) implements UpgradeEvent {}

    /**
     * A step came to its end.
     *
     * @param at when
     * @param step which
     * @param object it was about
     * @param took how long
     */
    record StepEnded(Instant at, Step step, String object, Duration took) implements UpgradeEvent {}

    /**
     * A step could not be finished.
     *
     * @param at when
     * @param step which
     * @param object it was about
     * @param why what was found instead of what was expected
     */
    record StepFailed(Instant at, Step step, String object, String why) implements UpgradeEvent {}

    /**
     * The roll waits, and for what has changed since the last such event.
     *
     * @param at when
     * @param step that waits
     * @param waitingFor what has to come about
     * @param atMost how long it will wait for that
     */
    record Waiting(Instant at, Step step, String waitingFor, Duration atMost) implements UpgradeEvent {}

    /**
     * A call failed and will be made again.
     *
     * @param at when
     * @param operation that failed
     * @param attempt how many were made
     * @param delay until the next one
     * @param why it failed
     */
    record Retrying(Instant at, String operation, int attempt, Duration delay, String why) implements UpgradeEvent {}

    /**
     * Something that somebody may want to know.
     *
     * @param at when
     * @param finding what it is
     */
    record Warned(Instant at, Finding finding) implements UpgradeEvent {}

    /**
     * A pod was let go by its eviction.
     *
     * @param at when
     * @param pod namespace and name
     * @param node it leaves
     */
    record PodEvicted(Instant at, String pod, String node) implements UpgradeEvent {}

    /**
     * A pod was deleted past its disruption budget, as the drain policy asks for.
     *
     * @param at when
     * @param pod namespace and name
     * @param node it leaves
     * @param budget that held it, with its figures
     */
    record PodDeletedPastBudget(Instant at, String pod, String node, String budget) implements UpgradeEvent {}

    /**
     * A pod left that another party has deleted, after the server had refused its eviction: an operator behind an
     * admission webhook, for example.
     *
     * @param at when
     * @param pod namespace and name
     * @param node it leaves
     * @param refusal what the server had answered to its eviction
     */
    record PodMovedByOthers(Instant at, String pod, String node, String refusal) implements UpgradeEvent {}

    /**
     * Something was put back after a failure or a cancel.
     *
     * @param at when
     * @param what was put back
     */
    record RolledBack(Instant at, String what) implements UpgradeEvent {}

    /**
     * A node's work is done by another one.
     *
     * @param at when
     * @param report what was done
     */
    record NodeReplaced(Instant at, NodeReport report) implements UpgradeEvent {}

    /**
     * A probe's view changed: from available to unavailable, or back.
     *
     * @param at when
     * @param target what was looked at
     * @param result what was seen
     */
    record ProbeChanged(Instant at, String target, ProbeResult result) implements UpgradeEvent {}

    /**
     * The roll ended; the last event.
     *
     * @param at when
     * @param report all that was done
     */
    record Ended(Instant at, UpgradeReport report) implements UpgradeEvent {}
}
