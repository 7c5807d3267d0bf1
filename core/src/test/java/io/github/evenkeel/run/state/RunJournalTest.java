package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.journal.ObservedJournal;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunJournalTest {
    private static final RunEntry RUN = new RunEntry(
            "run-1", "cluster", "v1.32.1", "", "lb", "drains", "one at a time", RunEntry.State.UNDERWAY, Duration.ZERO);
    private static final EndedRun END =
            new EndedRun(UpgradeReport.Outcome.COMPLETED, Instant.EPOCH, Duration.ofMinutes(9), "", "", "", "");
    private static final ReplacedEntry REPLACED = new ReplacedEntry(
            "node-1", List.of("10.0.10.1"), "node-7", Optional.of("0123456789ab"), List.of("10.0.10.7"));
    private static final PoolEntries POOL =
            new PoolEntries(new InstancesEntry("pool-1", Set.of("0123456789ab")), Optional.empty());

    private final MemoryJournal journal = new MemoryJournal();
    private int closed;

    private static NodeState node() {
        return NodeState.planned(
                        new NodeIdentity("node-1", "uid-1"),
                        "instance-1",
                        new NodeAddresses("10.0.10.1", List.of()),
                        null,
                        null,
                        "pool-1",
                        "workers",
                        KubernetesVersion.parse("v1.31.1"))
                .begin(Step.CORDON);
    }

    private RunJournal begun() {
        RunJournal begun = RunJournal.read(journal);
        begun.begin("writer", RUN, WavesEntry.NONE);
        return begun;
    }

    private RunJournal read() {
        return RunJournal.read(journal);
    }

    private static RunJournal of(Map<String, String> entries) {
        Journal edited = new MemoryJournal();
        edited.open("editor", edited.read(), entries).close();
        return RunJournal.read(edited);
    }

    @Test
    void aJournalThatIsNewTellsOfNoRun() {
        assertThat(read().last()).isEmpty();
        assertThat(read().underway()).isEmpty();
        assertThat(read().ended()).isEmpty();
        assertThat(read().isBegun()).isFalse();
    }

    @Test
    void aRunIsUnderwayUntilItEnds() {
        RunJournal writing = begun();
        assertThat(read().underway()).contains(RUN);
        assertThat(read().last()).contains(RUN);
        assertThat(read().ended()).isEmpty();

        writing.end(Optional.of(END));

        assertThat(read().underway()).isEmpty();
        assertThat(read().last()).contains(RUN.in(RunEntry.State.ENDED));
        assertThat(read().ended()).contains(END);
    }

    @Test
    void aRunThatHasEndedWithANodeUnfinishedIsUnderway() {
        RunJournal writing = begun();
        writing.note(node(), POOL);
        writing.end(Optional.of(END));

        assertThat(read().underway()).contains(RUN.in(RunEntry.State.ENDED));
        assertThat(read().ended()).isEmpty();
    }

    @Test
    void aRunThatWasRefusedSaysNothingOfItsEnd() {
        begun().end(Optional.empty());

        assertThat(read().underway()).isEmpty();
        assertThat(read().ended()).isEmpty();
    }

    @Test
    void aRunThatHasNotBegunWritesNoEnd() {
        read().end(Optional.of(END));

        assertThat(journal.read().entries()).isEmpty();
    }

    @Test
    void aNodeIsUnfinishedUntilItIsReplacedOrRolledBack() {
        RunJournal writing = begun();
        writing.note(node(), POOL);
        assertThat(read().unfinished()).containsExactly(node());
        assertThat(read().replaced()).isEmpty();

        writing.replaced(REPLACED);
        assertThat(read().unfinished()).isEmpty();
        assertThat(read().replaced()).containsExactly(REPLACED);

        writing.note(node(), POOL);
        writing.rolledBack("node-1", POOL);
        assertThat(read().unfinished()).isEmpty();
    }

    @Test
    void whatIsAskedOfARunIsWritten() {
        RunJournal writing = begun();
        writing.asked(RunEntry.State.PAUSED, RequestsEntry.NONE);
        assertThat(read().underway()).contains(RUN.in(RunEntry.State.PAUSED));

        writing.asked(RunEntry.State.CANCELLED, RequestsEntry.NONE);
        assertThat(read().underway()).contains(RUN.in(RunEntry.State.CANCELLED));
    }

    @Test
    void theTimeThatARunHasTakenIsWrittenWithAllElse() {
        RunJournal writing = begun();
        writing.note(node(), POOL);
        assertThat(read().underway().orElseThrow().spent()).isZero();

        writing.tellTime(() -> Duration.ofMinutes(3));
        writing.note(new ServingEntry(Map.of("lb/web", 2)));

        assertThat(read().underway()).contains(RUN.after(Duration.ofMinutes(3)));
        assertThat(read().serving().orElseThrow().baseline()).containsEntry("lb/web", 2);
    }

    @Test
    void entriesWithoutARunAreRefused() {
        assertThatThrownBy(() ->
                        of(Map.of("node.node-1", NodeStateCodec.write(node()).text())))
                .isInstanceOfSatisfying(
                        UnreadableEntryException.class, e -> assertThat(e.key()).isEqualTo("run"))
                .hasMessage("none, beside node.node-1");
        assertThat(of(Map.of("other", "an entry of another tool")).last()).isEmpty();
    }

    @Test
    void anEntryThatCanNotBeReadIsNamed() {
        assertThatThrownBy(() -> of(Map.of("run", RUN.entry().text(), "node.node-1", "v=2")))
                .isInstanceOfSatisfying(
                        UnreadableEntryException.class, e -> assertThat(e.key()).isEqualTo("node.node-1"));
    }

    @Test
    void isClosedOnceItWasOpened() {
        RunJournal told = RunJournal.read(new Damaged());
        told.close();
        assertThat(closed).isZero();

        told.begin("writer", RUN, WavesEntry.NONE);
        told.close();
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void tellsWhatCouldNotBeRead() {
        assertThat(RunJournal.read(new Damaged()).damages()).containsExactly("its torn end");
    }

    private final class Damaged implements Journal {
        @Override
        public String place() {
            return "a file";
        }

        @Override
        public Scope scope() {
            return Scope.MACHINE;
        }

        @Override
        public Contents read() {
            return new Contents(new TreeMap<>(), List.of("its torn end"), "1");
        }

        @Override
        public Writer open(String writer, Contents seen, Map<String, String> first) {
            return new Writer() {
                @Override
                public SortedMap<String, String> entries() {
                    return new TreeMap<>(first);
                }

                @Override
                public void write(Map<String, String> changes) {
                    throw new AssertionError("nothing is written");
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }
    }

    @Test
    void whatIsAnsweredIsWrittenWithWhatIsAsked() {
        RequestsEntry answered = RequestsEntry.NONE.with(RequestsEntryTest.answer("one"));

        begun().asked(RunEntry.State.PAUSED, answered);

        assertThat(read().requests()).isEqualTo(answered);
        assertThat(read().underway()).contains(RUN.in(RunEntry.State.PAUSED));
    }

    @Test
    void whatGatesHaveLetBeginIsWritten() {
        begun().note(List.of(new GateEntry("window", List.of()), new GateEntry("approval", List.of())));

        assertThat(read().gates()).extracting(GateEntry::gate).containsExactlyInAnyOrder("window", "approval");
    }

    @Test
    void theNodesOfWavesAreWrittenOnce() {
        WavesEntry waves = new WavesEntry(Map.of("pool-1", 2), List.of(List.of("uid-1"), List.of("uid-2")), 0);
        RunJournal writing = begun();
        writing.openWave(waves);
        assertThat(read().waves()).contains(waves);
        String nodes = journal.read().entries().get("waves.1");

        writing.openWave(new WavesEntry(Map.of("pool-1", 2), List.of(List.of("uid-3"), List.of("uid-4")), 1));

        assertThat(read().waves()).contains(waves.open(1));
        assertThat(journal.read().entries()).containsEntry("waves.1", nodes);
    }

    @Test
    void theInstancesOfAPoolAreWrittenWhenTheyChange() {
        List<Set<String>> keys = new ArrayList<>();
        Journal writes = new ObservedJournal(journal, changes -> keys.add(Set.copyOf(changes.keySet())));
        RunJournal writing = RunJournal.read(writes);
        writing.begin("writer", RUN, WavesEntry.NONE);

        writing.note(node(), POOL);
        writing.note(node(), POOL);
        PoolEntries grown = new PoolEntries(
                new InstancesEntry("pool-1", Set.of("0123456789ab", "ba9876543210")),
                Optional.of(new SurgeEntry("pool-1", 3, 1, 2, 4, 4, true, List.of("2:xy:AD-1", "1:xy:AD-2"))));
        writing.note(grown);

        assertThat(keys)
                .containsExactly(
                        Set.of("node.node-1", "instances.pool-1"),
                        Set.of("node.node-1"),
                        Set.of("instances.pool-1", "surge.pool-1"));
        RunJournal read = RunJournal.read(writes);
        assertThat(read.instances()).containsExactly(grown.instances());
        assertThat(read.surges()).containsExactly(grown.surge().orElseThrow());
    }

    @Test
    void aSizeThatIsAboutToBeTakenBackIsWrittenAsLongAsItIs() {
        RunJournal writing = RunJournal.read(journal);
        writing.begin("writer", RUN, WavesEntry.NONE);

        for (int least : new int[] {4, 5}) {
            SurgeEntry surge = new SurgeEntry("pool-1", 3, 2, 0, 5, least, false, List.of());
            writing.note(new PoolEntries(new InstancesEntry("pool-1", Set.of("0123456789ab")), Optional.of(surge)));

            assertThat(RunJournal.read(journal).surges()).containsExactly(surge);
            assertThat(journal.read().entries().toString().contains("least")).isEqualTo(least == 4);
        }
    }

    @Test
    void anOlderRunHasTheInstancesInTheEntriesOfNodesAndSurges() {
        String node =
                NodeStateCodec.write(node()).put("pool.known", "0123456789ab").text();
        SurgeEntry before = new SurgeEntry("pool-1", 3, 1, 2, 4, 4, false, List.of());
        String surge =
                before.entry().put("known", "ba9876543210 aaaaaaaaaaaa").text().replace("&now=4", "");

        RunJournal read = of(Map.of("run", RUN.entry().text(), "node.node-1", node, "surge.pool-1", surge));

        assertThat(read.instances())
                .containsExactly(new InstancesEntry("pool-1", Set.of("0123456789ab", "ba9876543210", "aaaaaaaaaaaa")));
        assertThat(read.surges()).containsExactly(before);
        assertThatThrownBy(() -> of(
                        Map.of("run", RUN.entry().text(), "node.node-1", node.replace("0123456789ab", "instance-1"))))
                .hasMessageContaining("twelve hexadecimal digits");
    }
}
