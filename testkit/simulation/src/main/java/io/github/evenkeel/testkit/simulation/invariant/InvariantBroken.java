package io.github.evenkeel.testkit.simulation.invariant;

/** Thrown when an invariant does not hold. It is a VirtualMachineError, so that no code handles it as a failure. */
public final class InvariantBroken extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    /** What the engine itself breaks by throwing what its callers have no account of. */
    public static final String ENGINE = "ENGINE";

    private final String invariant;

    InvariantBroken(String invariant, String found) {
        super(invariant + ": " + found);
        this.invariant = invariant;
    }

    /**
     * A run ended with an exception of the wrong type, which does not say which manual steps remain.
     *
     * @param thrown by the engine
     */
    public static InvariantBroken byTheEngine(RuntimeException thrown) {
        InvariantBroken broken = new InvariantBroken(ENGINE, "the run ended with " + thrown);
        broken.initCause(thrown);
        return broken;
    }

    /** Which one. */
    public String invariant() {
        return invariant;
    }
}
