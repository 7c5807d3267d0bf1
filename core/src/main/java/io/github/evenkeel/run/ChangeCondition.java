package io.github.evenkeel.run;

/**
 * Condition under which a change may be asked for, decided on the very look that the change is made from: others may
 * have been at work while the run waited.
 *
 * @param <S> what is looked at
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
