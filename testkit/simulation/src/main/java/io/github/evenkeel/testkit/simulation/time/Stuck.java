package io.github.evenkeel.testkit.simulation.time;

/** Thrown when no event is left, or when events go on for ever without time passing. */
public final class Stuck extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    Stuck(String message) {
        super(message);
    }
}
