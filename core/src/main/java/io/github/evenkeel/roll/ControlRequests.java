package io.github.evenkeel.roll;

import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.Turn;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.run.state.RequestsEntry;
import io.github.evenkeel.run.state.RunEntry;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.RunStatus;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.function.Supplier;

/**
 * Requests to a running run, from its handle or with its lock: to end, to pause, to resume. The first task that waits
 * writes a request to the journal, before it acts on it; only then is the request acknowledged, so that it outlives the
 * process.
 *
 * <p>Safe for use by any thread.
 */
final class ControlRequests {
    private final Waits waits;
    private final RunSession session;
    private final ReceivedRequests received;
    private final Turn journalTurn;
    private volatile RunEntry.State noted;

    ControlRequests(RunSession session, EventPublisher publisher, Gates gates, Turn journalTurn) {
        waits = session.scope().waits();
        this.session = session;
        this.journalTurn = journalTurn;
        received = new ReceivedRequests(
                session,
                publisher,
                gates,
                session.resumed() ? session.runJournal().requests() : RequestsEntry.NONE);
        noted = session.asked();
        switch (noted) {
            case CANCELLED -> waits.cancel();
            case STOPPED -> waits.stop();
            case PAUSED -> waits.pause();
            case UNDERWAY, ENDED -> {}
        }
    }

    /**
     * Publishes the run's state with its lock.
     *
     * @param snapshot of the run; called by any thread
     */
    void publish(Supplier<UpgradeSnapshot> snapshot) {
        session.lease().requests().connect(() -> status(snapshot.get()), waits::wake);
        session.lease().renewSoon();
    }

    private static RunStatus status(UpgradeSnapshot snapshot) {
        return RunStatus.builder(snapshot.runId(), snapshot.state().name())
                .nodesDone(snapshot.nodesDone())
                .nodes(snapshot.nodes())
                .step(snapshot.step().map(Object::toString).orElse(null))
                .object(snapshot.object().orElse(null))
                .waitingFor(snapshot.waitingFor().orElse(null))
                .answered(snapshot.requests())
                .build();
    }

    /**
     * Applies the requests that came with the lock, and writes all to the journal. If it can't be written now, that is
     * tried again at the next wait.
     */
    void note() {
        boolean isNoted = !session.hasJournal() || requestedState() == noted;
        if (!isNoted
                || received.isNew()
                || !session.lease().requests().waiting().isEmpty()) {
            journalTurn.takeDuringWait(session.spec().scheduler(), this::applyAndWrite);
        }
    }

    private void applyAndWrite() {
        received.apply();
        if (write()) {
            received.acknowledge();
        }
    }

    /** Whether all is written that has to be. */
    private boolean write() {
        RunEntry.State asked = requestedState();
        if (!session.hasJournal() || (asked == noted && !received.isNew())) {
            return true;
        }
        if (!session.journalled()) {
            return false;
        }
        try {
            session.runJournal().asked(asked, received.answered());
            noted = asked;
            return true;
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.DENIED) {
                session.lease().lose(e.reason());
            }
            return false;
        }
    }

    /** The requests that came with the lock and are acknowledged, the latest at the end. */
    List<AnsweredRequest> acknowledged() {
        return received.acknowledged();
    }

    /** State of a run that has not ended: with a journal, what outlives the process. */
    UpgradeSnapshot.State persistedState() {
        RunEntry.State asked = requestedState();
        RunEntry.State told = asked == RunEntry.State.UNDERWAY || !session.hasJournal() ? asked : noted;
        return switch (told) {
            case CANCELLED -> UpgradeSnapshot.State.CANCELLING;
            case STOPPED -> UpgradeSnapshot.State.STOPPING;
            case PAUSED -> UpgradeSnapshot.State.PAUSED;
            case UNDERWAY, ENDED -> UpgradeSnapshot.State.RUNNING;
        };
    }

    private RunEntry.State requestedState() {
        if (waits.cancelled()) {
            return RunEntry.State.CANCELLED;
        }
        if (waits.stopped()) {
            return RunEntry.State.STOPPED;
        }
        return waits.paused() ? RunEntry.State.PAUSED : RunEntry.State.UNDERWAY;
    }
}
