package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;

/**
 * A step that was taken.
 *
 * @param step what was done
 * @param object to what
 * @param started when
 * @param took how long, to its end or to its failure
 */
public record StepRecord(Step step, String object, Instant started, Duration took) {}
