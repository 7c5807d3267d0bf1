package io.github.evenkeel.testkit.simulation.time;

/** Unwinds a task whose run is over. An error, so that nobody takes it for a failure of a service. */
final class Abandoned extends Error {
    private static final long serialVersionUID = 1L;

    Abandoned() {
        super("the simulation is over", null, false, false);
    }
}
