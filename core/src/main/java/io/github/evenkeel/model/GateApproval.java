package io.github.evenkeel.model;

import java.time.Instant;

/**
 * Immutable record of an approval, which a person or another program gave while a gate waited for it.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param about what it was given for, as {@link GateRequest#about()} says it
 * @param approver the name that was given with it
 * @param at when
 */
public record GateApproval(String about, String approver, Instant at) {}
