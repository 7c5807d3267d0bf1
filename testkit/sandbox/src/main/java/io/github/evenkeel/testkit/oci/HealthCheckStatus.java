package io.github.evenkeel.testkit.oci;

/** Outcome of a health check, as the Load Balancer API names it ({@code HealthCheckResult.healthCheckStatus}). */
public enum HealthCheckStatus {
    /** Answered as configured. */
    OK,
    /** Answered with another status code. */
    INVALID_STATUS_CODE,
    /** Did not answer in time. */
    TIMED_OUT,
    /** Took no connection. */
    CONNECT_FAILED,
    /** The connection broke. */
    IO_ERROR,
    /** Set offline. */
    OFFLINE,
    /** Not checked yet. */
    UNKNOWN
}
