package io.github.evenkeel;

import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.ProbeResult;
import java.time.Duration;
import java.time.Instant;

/**
 * Immutable event of an upgrade or a drain. Only the library creates events; kinds and components may be added in any
 * release.
 */
public sealed interface UpgradeEvent {
    /** Time of day of the event. */
    Instant at();

    /** The run that it belongs to, the node or node pool that it is about, and how many nodes are done. */
    EventSource source();

    /**
     * A step began.
     *
     * @param at when
     * @param source run and resource
     * @param step which
     * @param object the resource that it works on
     * @param reason why it is taken
     */
    record StepStarted(Instant at, EventSource source, Step step, String object, String reason)
            implements UpgradeEvent {}

    /**
     * A step ended.
     *
     * @param at when
     * @param source run and resource
     * @param step which
     * @param object the resource that it worked on
     * @param took how long
     */
    record StepEnded(Instant at, EventSource source, Step step, String object, Duration took) implements UpgradeEvent {}

    /**
     * A step failed.
     *
     * @param at when
     * @param source run and resource
     * @param step which
     * @param object the resource that it worked on
     * @param why expected and actual state
     */
    record StepFailed(Instant at, EventSource source, Step step, String object, String why) implements UpgradeEvent {}

    /**
     * The roll began to wait for something new.
     *
     * @param at when
     * @param source run and resource
     * @param step that waits
     * @param waitingFor the condition
     * @param atMost limit of the wait
     */
    record Waiting(Instant at, EventSource source, Step step, String waitingFor, Duration atMost)
            implements UpgradeEvent {}

    /**
     * A call failed and will be retried.
     *
     * @param at when
     * @param source run and resource
     * @param operation that failed
     * @param attempt how many attempts failed
     * @param delay until the next attempt
     * @param why it failed
     */
    record Retrying(Instant at, EventSource source, String operation, int attempt, Duration delay, String why)
            implements UpgradeEvent {}

    /**
     * A finding that does not stop the roll.
     *
     * @param at when
     * @param source run and resource
     * @param finding the warning
     */
    record Warned(Instant at, EventSource source, Finding finding) implements UpgradeEvent {}

    /**
     * The API server accepted the eviction of a pod.
     *
     * @param at when
     * @param source run and resource
     * @param pod namespace and name
     * @param node it leaves
     */
    record PodEvicted(Instant at, EventSource source, String pod, String node) implements UpgradeEvent {}

    /**
     * A pod was deleted in spite of its disruption budget, as the drain policy says.
     *
     * @param at when
     * @param source run and resource
     * @param pod namespace and name
     * @param node it leaves
     * @param budget that blocked it, with its figures
     */
    record PodDeletedPastBudget(Instant at, EventSource source, String pod, String node, String budget)
            implements UpgradeEvent {}

    /**
     * Another client deleted a pod after the API server had refused its eviction: an operator with an admission
     * webhook, for example.
     *
     * @param at when
     * @param source run and resource
     * @param pod namespace and name
     * @param node it leaves
     * @param refusal the server's response to the eviction
     */
    record PodMovedByOthers(Instant at, EventSource source, String pod, String node, String refusal)
            implements UpgradeEvent {}

    /**
     * The run answered a request that came with its lock, from the command line or another process.
     *
     * @param at when
     * @param source run and resource
     * @param answer the request, its author, and the reason if it was refused
     */
    record RequestAnswered(Instant at, EventSource source, AnsweredRequest answer) implements UpgradeEvent {}

    /**
     * A change was rolled back after a failure or a cancel.
     *
     * @param at when
     * @param source run and resource
     * @param what was rolled back
     */
    record RolledBack(Instant at, EventSource source, String what) implements UpgradeEvent {}

    /**
     * A new node has taken a node's place.
     *
     * @param at when
     * @param source run and resource
     * @param report what was done
     */
    record NodeReplaced(Instant at, EventSource source, NodeReport report) implements UpgradeEvent {}

    /**
     * A probe's result changed: from available to unavailable, or back.
     *
     * @param at when
     * @param source run and resource
     * @param target what the probe checks
     * @param result of the latest call
     */
    record ProbeChanged(Instant at, EventSource source, String target, ProbeResult result) implements UpgradeEvent {}

    /**
     * The roll ended; the last event.
     *
     * @param at when
     * @param source run and resource
     * @param report all that was done
     */
    record Ended(Instant at, EventSource source, UpgradeReport report) implements UpgradeEvent {}
}
