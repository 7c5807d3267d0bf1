package io.github.evenkeel.roll;

import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.run.state.RunEntry;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;

/**
 * Requests to a running run: to end, to pause, to resume. The run's own thread writes a request to the journal at its
 * next wait, before it acts on it; only then is the request acknowledged, so that it outlives the process.
 *
 * <p>{@link #persistedState} may be called by any thread, everything else by the run's own alone.
 */
final class ControlRequests {
    private final Waits waits;
    private final RunSession session;
    private volatile RunEntry.State noted;

    ControlRequests(Waits waits, RunSession session) {
        this.waits = waits;
        this.session = session;
        noted = session.asked();
        if (noted == RunEntry.State.CANCELLED) {
            waits.cancel();
        } else if (noted == RunEntry.State.PAUSED) {
            waits.pause();
        }
    }

    /** If it can't be written now, that is tried again at the next wait. */
    void note() {
        RunEntry.State asked = requestedState();
        if (asked == noted || !session.journalled()) {
            return;
        }
        try {
            session.runJournal().asked(asked);
            noted = asked;
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.DENIED) {
                session.lease().lose(e.reason());
            }
        }
    }

    /** State of a run that has not ended: with a journal, what outlives the process. */
    UpgradeSnapshot.State persistedState() {
        RunEntry.State asked = requestedState();
        RunEntry.State told = asked == RunEntry.State.UNDERWAY || !session.hasJournal() ? asked : noted;
        return switch (told) {
            case CANCELLED -> UpgradeSnapshot.State.CANCELLING;
            case PAUSED -> UpgradeSnapshot.State.PAUSED;
            case UNDERWAY, ENDED -> UpgradeSnapshot.State.RUNNING;
        };
    }

    private RunEntry.State requestedState() {
        if (waits.cancelled()) {
            return RunEntry.State.CANCELLED;
        }
        return waits.paused() ? RunEntry.State.PAUSED : RunEntry.State.UNDERWAY;
    }
}
