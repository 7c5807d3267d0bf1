package io.github.evenkeel;

import java.util.Optional;

/**
 * Immutable statistics of one probe during a roll.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param target what the probe checks
 * @param looks how many calls of the probe
 * @param failures how many of them reported it unavailable
 * @param lastFailure detail of the last failure; empty if there was none
 */
public record ProbeReport(String target, long looks, long failures, Optional<String> lastFailure) {}
