package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.testkit.contract.JournalContract;

class SimulatedJournalTest extends JournalContract {
    private final Journal journal = new SimulatedJournal(new EmptyWorld().world);

    @Override
    protected Journal journal() {
        return journal;
    }
}
