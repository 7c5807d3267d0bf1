package io.github.evenkeel.testkit.simulation.truth;

/**
 * A lock that somebody has.
 *
 * @param runner the process, as the simulation calls it
 * @param holder as it calls itself
 * @param renewal how many times it was taken or renewed, by whomever
 * @param until when its term is over, in nanoseconds, counted from when the call was made that took or renewed it
 */
public record LockHeld(String runner, String holder, long renewal, long until) {}
