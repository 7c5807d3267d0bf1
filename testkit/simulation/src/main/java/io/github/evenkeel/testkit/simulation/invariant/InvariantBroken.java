package io.github.evenkeel.testkit.simulation.invariant;

/**
 * An invariant does not hold. An error of the machine, so that nobody takes it for a failure that can be dealt with.
 */
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
     * A run ended with something that is no failure of its plan: nobody can tell from it what is left to do.
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
