package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.invariant.RunOfTheJournal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Journal in the upgraded cluster: it outlives the processes, and the last one that opened it may write. */
public final class SimulatedJournal implements Journal {
    private static final String PLACE = "world";

    private final World world;
    private final Line line;
    private final SortedMap<String, String> entries = new TreeMap<>();
    private boolean torn;
    private long opened;
    private long revision;

    /** The last one to open it, and on which revision: one whose answer was lost asks again. */
    private String openedBy = "";

    private long openedOn;

    /** The one of a world; to be made once. */
    public SimulatedJournal(World world) {
        this.world = world;
        line = new Line(world);
        world.truth.journal = entries;
    }

    @Override
    public String place() {
        return PLACE;
    }

    @Override
    public Scope scope() {
        return Scope.CLUSTER;
    }

    @Override
    public Contents read() {
        return line.call(
                Call.READ_JOURNAL, PLACE, () -> new Contents(new TreeMap<>(entries), damages(), "" + revision));
    }

    @Override
    public Writer open(String writer, Contents seen, Map<String, String> first) {
        return line.call(Call.OPEN_JOURNAL, PLACE, () -> {
            boolean again = openedBy.equals(writer) && seen.revision().equals("" + openedOn);
            if (!again && !seen.revision().equals("" + revision)) {
                throw line.refusal(Outcome.CONFLICT, Call.OPEN_JOURNAL, PLACE, "it is not as it was read");
            }
            if (!again) {
                openedOn = revision;
                openedBy = writer;
                opened++;
                put(first);
                revision++;
                torn = false;
            }
            return new Opening(opened, new TreeMap<>(entries));
        });
    }

    /** Whether the last entry was not written to its end; told until the journal is opened. */
    private List<String> damages() {
        return torn ? List.of("its last entry was not written to its end") : List.of();
    }

    private final class Opening implements Writer {
        private final long number;
        private final SortedMap<String, String> known;

        Opening(long number, SortedMap<String, String> known) {
            this.number = number;
            this.known = known;
        }

        @Override
        public SortedMap<String, String> entries() {
            return new TreeMap<>(known);
        }

        @Override
        public void write(Map<String, String> changes) {
            line.call(Call.WRITE_JOURNAL, PLACE, () -> {
                if (number != opened) {
                    throw line.refusal(Outcome.DENIED, Call.WRITE_JOURNAL, PLACE, "another run has opened it");
                }
                if (world.runners.tearsEntry()) {
                    torn = true;
                    world.time.heed();
                }
                put(changes);
                revision++;
                return true;
            });
            put(known, changes);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    /** What others can see from now on, and who wrote it: the run that the journal is about by then. */
    private void put(Map<String, String> changes) {
        put(entries, changes);
        String run = RunOfTheJournal.id(world.truth);
        changes.keySet().forEach(key -> world.truth.journalWriters.put(key, run));
    }

    private static void put(SortedMap<String, String> entries, Map<String, String> changes) {
        changes.forEach((key, text) -> {
            if (text.isEmpty()) {
                entries.remove(key);
            } else {
                entries.put(key, text);
            }
        });
    }
}
