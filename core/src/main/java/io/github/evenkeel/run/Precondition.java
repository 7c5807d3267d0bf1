package io.github.evenkeel.run;

/**
 * Condition that has to hold at the moment of a change, as the change could harm applications otherwise. The owner of a
 * change lists its preconditions; the code that makes the change evaluates them, in order, just before.
 */
@FunctionalInterface
public interface Precondition {
    /**
     * Looks.
     *
     * @throws StepFailure if it does not hold
     */
    void require();
}
