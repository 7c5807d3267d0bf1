package io.github.evenkeel.run;

/**
 * Condition of a change, evaluated on the same read that the change is made from, as other clients may have made
 * changes while the run waited.
 *
 * @param <S> type of the state
 */
public interface ChangeCondition<S> {
    /**
     * Decides.
     *
     * @throws StepFailure if the change may not be made any more
     */
    boolean holds(S seen);

    /** Called if it did not hold: waits until it may. What was read is read again then, however short the wait was. */
    void await();
}
