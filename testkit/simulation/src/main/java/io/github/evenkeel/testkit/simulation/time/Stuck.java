package io.github.evenkeel.testkit.simulation.time;

/** Nothing can happen any more, or things happen for ever without any time passing. */
public final class Stuck extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    Stuck(String message) {
        super(message);
    }
}
