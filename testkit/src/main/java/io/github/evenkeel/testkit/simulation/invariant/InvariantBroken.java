package io.github.evenkeel.testkit.simulation.invariant;

/**
 * An invariant does not hold. An error of the machine, so that nobody takes it for a failure that can be dealt with.
 */
public final class InvariantBroken extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    InvariantBroken(String invariant, String found) {
        super(invariant + ": " + found);
        this.invariant = invariant;
    }

    /** Which one. */
    public String invariant() {
        return invariant;
    }
}
