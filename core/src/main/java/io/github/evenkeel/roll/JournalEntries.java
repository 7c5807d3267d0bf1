package io.github.evenkeel.roll;

import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.Turn;
import io.github.evenkeel.run.lease.LeaseGuard;
import io.github.evenkeel.run.state.GateEntry;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.run.state.ServingEntry;
import io.github.evenkeel.run.state.SurgeEntry;
import io.github.evenkeel.run.state.WavesEntry;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes a run's journal. A run that can no longer write, as another one does, may make no more changes. */
final class JournalEntries {
    private final RunJournal runJournal;
    private final LeaseGuard lease;
    private final NodeScope scope;
    private final Turn turn;

    JournalEntries(RunJournal runJournal, LeaseGuard lease, NodeScope scope, Turn turn) {
        this.runJournal = runJournal;
        this.lease = lease;
        this.scope = scope;
        this.turn = turn;
    }

    void note(NodeState entry) {
        write(() -> runJournal.note(entry));
    }

    void note(SurgeEntry entry) {
        write(() -> runJournal.note(entry));
    }

    /** @param surge what is added to its pool, looked up when it is the writer's turn */
    void note(NodeState entry, Supplier<Optional<SurgeEntry>> surge) {
        write(() -> surge.get().ifPresentOrElse(now -> runJournal.note(entry, now), () -> runJournal.note(entry)));
    }

    void surgeEnded(String poolId) {
        write(() -> runJournal.surgeEnded(poolId));
    }

    void note(ServingEntry entry) {
        write(() -> runJournal.note(entry));
    }

    void note(List<GateEntry> entries) {
        write(() -> runJournal.note(entries));
    }

    /** Writes down that another of the run's waves may begin. */
    void openWave(WavesEntry entry) {
        write(() -> runJournal.openWave(entry));
    }

    void replaced(ReplacedEntry entry) {
        write(() -> runJournal.replaced(entry));
    }

    void rolledBack(String node) {
        write(() -> runJournal.rolledBack(node));
    }

    private void write(Runnable entry) {
        try {
            scope.retries()
                    .call(
                            "write the journal",
                            () -> turn.take(scope.waits(), "the journal to be written", () -> {
                                entry.run();
                                return true;
                            }));
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.DENIED) {
                lease.lose(e.reason());
            }
            throw e;
        }
    }
}
