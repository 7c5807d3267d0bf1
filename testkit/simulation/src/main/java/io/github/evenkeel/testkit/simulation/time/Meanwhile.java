package io.github.evenkeel.testkit.simulation.time;

/**
 * What a task does from time to time while it waits for the call that it makes.
 *
 * @param interval nanoseconds between the end of one time and the next
 * @param next when to do it, in nanoseconds since the beginning
 */
record Meanwhile(long interval, long next, Runnable work) {
    Meanwhile at(long time) {
        return new Meanwhile(interval, time, work);
    }
}
