package io.github.evenkeel.roll;

import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.logbook.RunNotes;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;

/**
 * What is asked of a run while it goes on: to end, to pause, to go on. The run's own thread writes it down, when it
 * next waits and before it acts on it; only then is it acknowledged, so that it outlives the process.
 *
 * <p>{@link #acknowledged} may be called by any thread, everything else by the run's own alone.
 */
final class Wishes {
    private final Waits waits;
    private final Commission commission;
    private volatile RunNotes.State noted;

    Wishes(Waits waits, Commission commission) {
        this.waits = waits;
        this.commission = commission;
        noted = commission.asked();
        if (noted == RunNotes.State.CANCELLED) {
            waits.cancel();
        } else if (noted == RunNotes.State.PAUSED) {
            waits.hold();
        }
    }

    /** If it can't be written now, that is tried again at the next wait. */
    void note() {
        RunNotes.State asked = asked();
        if (asked == noted || !commission.journalled()) {
            return;
        }
        try {
            commission.logbook().asked(asked);
            noted = asked;
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.DENIED) {
                commission.tenure().lose(e.reason());
            }
        }
    }

    /** How a run stands that goes on. */
    UpgradeSnapshot.State acknowledged() {
        RunNotes.State asked = asked();
        RunNotes.State told = asked == RunNotes.State.UNDERWAY || !commission.journalled() ? asked : noted;
        return switch (told) {
            case CANCELLED -> UpgradeSnapshot.State.CANCELLING;
            case PAUSED -> UpgradeSnapshot.State.PAUSED;
            case UNDERWAY, ENDED -> UpgradeSnapshot.State.RUNNING;
        };
    }

    private RunNotes.State asked() {
        if (waits.cancelled()) {
            return RunNotes.State.CANCELLED;
        }
        return waits.held() ? RunNotes.State.PAUSED : RunNotes.State.UNDERWAY;
    }
}
