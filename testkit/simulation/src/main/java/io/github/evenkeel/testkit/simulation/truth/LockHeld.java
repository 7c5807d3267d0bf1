package io.github.evenkeel.testkit.simulation.truth;

/**
 * Immutable state of a held lock.
 *
 * @param runner the process, by its name in the simulation
 * @param holder identity that the process uses
 * @param renewal how many times any process has taken or renewed the lock
 * @param until end of its term, in nanoseconds, counted from the start of the call that took or renewed it
 */
public record LockHeld(String runner, String holder, long renewal, long until) {}
