package io.github.evenkeel.roll;

import io.github.evenkeel.logbook.Logbook;
import io.github.evenkeel.logbook.NodeNotes;
import io.github.evenkeel.logbook.ReplacedNotes;
import io.github.evenkeel.logbook.ServingNotes;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.tenure.Tenure;

/**
 * Writes a run's journal. Whoever can't write any more, since somebody else does, may change nothing any more either.
 */
final class Records {
    private final Logbook logbook;
    private final Tenure tenure;
    private final Retries retries;

    Records(Logbook logbook, Tenure tenure, Retries retries) {
        this.logbook = logbook;
        this.tenure = tenure;
        this.retries = retries;
    }

    void note(NodeNotes notes) {
        write(() -> logbook.note(notes));
    }

    void note(ServingNotes notes) {
        write(() -> logbook.note(notes));
    }

    void replaced(ReplacedNotes notes) {
        write(() -> logbook.replaced(notes));
    }

    void putBack(String node) {
        write(() -> logbook.putBack(node));
    }

    private void write(Runnable entry) {
        try {
            retries.call("write the journal", () -> {
                entry.run();
                return true;
            });
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.DENIED) {
                tenure.lose(e.reason());
            }
            throw e;
        }
    }
}
