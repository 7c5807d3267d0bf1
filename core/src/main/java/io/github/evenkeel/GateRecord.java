package io.github.evenkeel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Immutable record of what a gate let begin.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param gate its id
 * @param about what began: {@code node 10.0.10.2}
 * @param at when the gate was open for it
 * @param waited how long the roll had waited for all of the gates; zero if it had not
 * @param approver who approved it; empty if it was not approved
 */
public record GateRecord(String gate, String about, Instant at, Duration waited, Optional<String> approver) {}
