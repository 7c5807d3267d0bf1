package io.github.evenkeel;

import org.jspecify.annotations.Nullable;

/**
 * What a probe saw during the roll.
 *
 * @param target what was looked at
 * @param looks how often
 * @param failures how many of them found it unavailable
 * @param lastFailure what was seen then; null if there was none
 */
public record ProbeReport(String target, long looks, long failures, @Nullable String lastFailure) {}
