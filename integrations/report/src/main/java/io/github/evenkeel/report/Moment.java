package io.github.evenkeel.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Immutable record of something that happened during a roll besides the steps that ended.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param at time of day
 * @param kind what it is: one of the constants, or one that a later version writes
 * @param node name of the node that it is about; empty if it is about none
 * @param step id of the step during which it happened; empty if it is about none
 * @param object the pod, operation, probe, gate or resource
 * @param text what there is to say: why a wait waits, why a budget refuses
 * @param time limit of a wait, or time until the next attempt; empty for all else
 */
public record Moment(
        Instant at,
        String kind,
        Optional<String> node,
        Optional<String> step,
        String object,
        String text,
        Optional<Duration> time) {
    /** A step began. */
    public static final String STEP_STARTED = "STEP_STARTED";

    /** A step failed. */
    public static final String STEP_FAILED = "STEP_FAILED";

    /** The roll began to wait for something new. */
    public static final String WAITING = "WAITING";

    /** A call failed and was retried. */
    public static final String RETRYING = "RETRYING";

    /** A finding that does not stop the roll. */
    public static final String WARNED = "WARNED";

    /** A pod was evicted. */
    public static final String EVICTED = "EVICTED";

    /** The API server refused the eviction of a pod. */
    public static final String EVICTION_REFUSED = "EVICTION_REFUSED";

    /** A Deployment was restarted. */
    public static final String DEPLOYMENT_RESTARTED = "DEPLOYMENT_RESTARTED";

    /** A pod was deleted in spite of its budget. */
    public static final String DELETED_PAST_BUDGET = "DELETED_PAST_BUDGET";

    /** Another client moved a pod. */
    public static final String MOVED_BY_OTHERS = "MOVED_BY_OTHERS";

    /** The run answered a request from elsewhere. */
    public static final String REQUEST_ANSWERED = "REQUEST_ANSWERED";

    /** A change was rolled back. */
    public static final String ROLLED_BACK = "ROLLED_BACK";

    /** A node was replaced. */
    public static final String NODE_REPLACED = "NODE_REPLACED";

    /** A probe's result changed to unavailable. */
    public static final String UNAVAILABLE = "UNAVAILABLE";

    /** A probe's result changed to available. */
    public static final String AVAILABLE = "AVAILABLE";

    /** Refuses null. */
    public Moment {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(time, "time");
    }
}
