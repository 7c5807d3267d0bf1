package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * Only a run that continues an earlier one uses its facts: when a run drains a backend, it has written the baseline of
 * the set and the entry of the node itself.
 */
final class FactsOfItsRun extends Invariant {
    FactsOfItsRun() {
        super("S23");
    }

    @Override
    void before(Act act, Truth truth) {
        if (truth.journal == null || !(act instanceof Act.Write write) || !write.stopsTraffic()) {
            return;
        }
        requireOwn("serving", act, truth);
        Machine machine = truth.at(write.before().address());
        if (machine != null) {
            requireOwn("node." + machine.name, act, truth);
        }
    }

    private void requireOwn(String entry, Act act, Truth truth) {
        String now = RunOfTheJournal.id(truth);
        String by = truth.journalWriters.getOrDefault(entry, now);
        require(
                by.equals(now),
                "this is done by run {}: {}; entry {} of the journal is of run {}",
                now,
                act,
                entry,
                by);
    }
}
