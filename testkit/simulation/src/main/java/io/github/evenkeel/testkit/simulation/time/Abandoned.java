package io.github.evenkeel.testkit.simulation.time;

/** Unwinds a task whose run is over. It is a VirtualMachineError, so that no code handles it as a failure. */
final class Abandoned extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    Abandoned() {
        super("the simulation is over");
    }

    /** Saves the cost of a stack trace, which has no use here. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
