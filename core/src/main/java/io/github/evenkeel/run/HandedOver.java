package io.github.evenkeel.run;

/**
 * Unwinds a run whose own pod is being evicted, at once: nothing is undone, and the next pod goes on from the journal.
 */
public final class HandedOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param pod that is evicted, by its path */
    public HandedOver(String pod) {
        super("the run's own pod " + pod + " is evicted: the next pod recovers the run", null, false, false);
    }
}
