package io.github.evenkeel.run;

/**
 * Something that has to hold at the moment of a change that others would suffer from, if it did not. The change's owner
 * lists its preconditions; what makes the change evaluates them, one after the other, just before it does.
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
