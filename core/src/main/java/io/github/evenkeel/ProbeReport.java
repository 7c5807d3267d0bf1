package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/**
 * Immutable statistics of one probe during a roll.
 *
 * @param target what the probe checks
 * @param looks how many calls of the probe
 * @param failures how many of them reported it unavailable
 * @param lastFailure detail of the last failure; null if there was none
 */
public record ProbeReport(String target, long looks, long failures, @Nullable String lastFailure) {}
