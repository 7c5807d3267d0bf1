package io.github.evenkeel.roll;

import io.github.evenkeel.pool.PoolLedger;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.Turn;
import io.github.evenkeel.run.lease.LeaseGuard;
import io.github.evenkeel.run.state.GateEntry;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.PoolEntries;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.run.state.ServingEntry;
import io.github.evenkeel.run.state.WavesEntry;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.function.Supplier;

/** Writes a run's journal. A run that can no longer write, as another one does, may make no more changes. */
final class JournalEntries {
    private final RunJournal runJournal;
    private final LeaseGuard lease;
    private final NodeScope scope;
    private final Turn turn;
    private final PoolLedger ledger;

    JournalEntries(RunJournal runJournal, LeaseGuard lease, NodeScope scope, Turn turn, PoolLedger ledger) {
        this.runJournal = runJournal;
        this.lease = lease;
        this.scope = scope;
        this.turn = turn;
        this.ledger = ledger;
    }

    void note(NodeState entry) {
        write(() -> runJournal.note(entry, ledger.entriesOf(entry.poolId())));
    }

    /**
     * Notes a node after a decision about it that its pool's entries show too: no other write comes between the two.
     *
     * @param decision called when it is the writer's turn
     * @return what was decided
     */
    NodeState decide(Supplier<NodeState> decision) {
        return write(() -> {
            NodeState entry = decision.get();
            runJournal.note(entry, ledger.entriesOf(entry.poolId()));
            return entry;
        });
    }

    void note(PoolEntries pool) {
        write(() -> runJournal.note(pool));
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

    void rolledBack(NodeState node) {
        write(() -> runJournal.rolledBack(node.name(), ledger.entriesOf(node.poolId())));
    }

    private void write(Runnable entry) {
        write(() -> {
            entry.run();
            return true;
        });
    }

    private <T> T write(Supplier<T> entry) {
        try {
            return scope.retries()
                    .call("write the journal", () -> turn.take(scope.waits(), "the journal to be written", entry));
        } catch (ServiceException e) {
            if (e.outcome() == Outcome.DENIED) {
                lease.lose(e.reason());
            }
            throw e;
        }
    }
}
