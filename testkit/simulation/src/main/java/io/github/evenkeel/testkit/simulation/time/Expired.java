package io.github.evenkeel.testkit.simulation.time;

/** Unwinds a call whose time is over. It is a VirtualMachineError, as {@link Abandoned} is. */
final class Expired extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    Expired() {
        super("the deadline of the call is over");
    }

    /** Without a stack, which is never read. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
