package io.github.evenkeel.testkit.simulation.invariant;

/** An invariant does not hold. An error, so that nobody takes it for the failure of a service. */
public final class InvariantBroken extends Error {
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
