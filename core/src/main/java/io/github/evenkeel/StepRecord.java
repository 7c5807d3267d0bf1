package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;

/**
 * Immutable record of a step that was taken.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param step what was done
 * @param object the resource
 * @param started when
 * @param took duration until it ended or failed
 */
public record StepRecord(Step step, String object, Instant started, Duration took) {}
