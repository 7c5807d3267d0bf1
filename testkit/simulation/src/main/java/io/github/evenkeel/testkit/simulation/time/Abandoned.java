package io.github.evenkeel.testkit.simulation.time;

/**
 * Unwinds a task whose run is over. An error of the machine, so that nobody takes it for a failure that can be dealt
 * with.
 */
final class Abandoned extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    Abandoned() {
        super("the simulation is over");
    }

    /** Without a stack, which nobody needs. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
