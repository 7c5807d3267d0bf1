package io.github.evenkeel.testkit.simulation.time;

/**
 * Periodic work of a task while it waits for its own call.
 *
 * @param interval nanoseconds between two executions
 * @param next time of the next execution, in nanoseconds since the beginning
 */
record Meanwhile(long interval, long next, Runnable work) {
    Meanwhile at(long time) {
        return new Meanwhile(interval, time, work);
    }
}
