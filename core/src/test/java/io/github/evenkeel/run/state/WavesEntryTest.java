package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.journal.MemoryJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavesEntryTest {
    private static final RunEntry RUN =
            new RunEntry("run-1", "cluster", "", "", "", "policy", "rollout", RunEntry.State.UNDERWAY, Duration.ZERO);

    /** @param size of each wave; the last one has what is left */
    private static WavesEntry waves(int nodes, int size) {
        List<List<String>> waves = new ArrayList<>();
        for (int begin = 0; begin < nodes; begin += size) {
            waves.add(IntStream.range(begin, Math.min(nodes, begin + size))
                    .mapToObj(i -> new UUID(0xABCDEF0123456789L * (i + 1), i * 31L).toString())
                    .toList());
        }
        Map<String, Integer> pools = new LinkedHashMap<>();
        pools.put("ocid1.nodepool.oc1..b", nodes);
        pools.put("ocid1.nodepool.oc1..a", 1);
        return new WavesEntry(pools, waves, 0);
    }

    private static WavesEntry reread(WavesEntry waves) {
        MemoryJournal journal = new MemoryJournal();
        try (RunJournal first = RunJournal.read(journal)) {
            first.begin("writer", RUN, waves);
        }
        return RunJournal.read(journal).waves().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "2500, 250", "5000, 1", "5000, 5000"})
    void isReadAsItWasWritten(int nodes, int size) {
        WavesEntry waves = waves(nodes, size);

        assertThat(reread(waves)).isEqualTo(waves);
        assertThat(new ArrayList<>(reread(waves).pools().keySet()))
                .containsExactly("ocid1.nodepool.oc1..b", "ocid1.nodepool.oc1..a");
    }

    @Test
    void aUidOfAnyFormIsKept() {
        WavesEntry waves = new WavesEntry(
                Map.of("pool", 3), List.of(List.of("node-1", "ABCDEF01-0000-0000-0000-000000000000", "*x")), 0);

        assertThat(reread(waves)).isEqualTo(waves);
    }

    /** At 5,000 nodes, the whole journal has to fit into a ConfigMap. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 5000})
    void aNodeTakesLessThanFortyBytes(int size) {
        Map<String, String> texts = waves(5000, size).texts();

        assertThat(texts.entrySet().stream()
                        .mapToInt(entry ->
                                entry.getKey().length() + entry.getValue().length())
                        .sum())
                .isLessThan(30 * 5000);
    }

    @Test
    void openingAWaveWritesNoNodeAgain() {
        MemoryJournal journal = new MemoryJournal();
        WavesEntry waves = waves(3000, 100);
        try (RunJournal first = RunJournal.read(journal)) {
            first.begin("writer", RUN, waves);
            first.openWave(waves.open(7));
        }

        assertThat(waves.open(7).header().length()).isLessThan(200);
        assertThat(RunJournal.read(journal).waves()).hasValue(waves.open(7));
    }

    @Test
    void theNextRunHasWavesOfItsOwn() {
        MemoryJournal journal = new MemoryJournal();
        try (RunJournal first = RunJournal.read(journal)) {
            first.begin("writer", RUN, waves(3000, 100));
        }
        try (RunJournal second = RunJournal.read(journal)) {
            second.begin("writer-2", RUN, waves(2, 1));
        }
        assertThat(RunJournal.read(journal).waves()).hasValue(waves(2, 1));
        try (RunJournal third = RunJournal.read(journal)) {
            third.begin("writer-3", RUN, WavesEntry.NONE);
        }
        assertThat(RunJournal.read(journal).waves()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "waves, v=2&pools=p%2C2&sizes=3&open=0, waves of 2 nodes",
        "waves, v=2&pools=p%2C2&sizes=1&open=0, waves of 2 nodes",
        "waves, v=2&pools=p%2C2&sizes=1+1&open=2, a number from 0 to 1",
        "waves, v=2&pools=p%2C2&sizes=1x0&open=0, a number from 1",
        "waves, v=2&pools=p&sizes=2&open=0, a pool and a number",
        "waves, v=2&pools=p%2C2&sizes=all&open=0, sizes of waves",
        "waves, '', no version",
        "waves.1, v=2&nodes=short, 22 characters",
        "waves.1, v=1&nodes=*a+*b, version 1",
    })
    void whatNoRunWritesIsRefused(String key, String text, String needed) {
        MemoryJournal journal = new MemoryJournal();
        try (RunJournal first = RunJournal.read(journal)) {
            first.begin("writer", RUN, new WavesEntry(Map.of("p", 2), List.of(List.of("a", "b")), 0));
        }
        journal.open("hand", journal.read(), Map.of(key, text.isEmpty() ? "nothing=" : text))
                .close();

        assertThatThrownBy(() -> RunJournal.read(journal))
                .isInstanceOf(UnreadableEntryException.class)
                .hasMessageContaining(needed)
                .extracting(e -> ((UnreadableEntryException) e).key())
                .isEqualTo(key);
    }

    @Test
    void nodesOfNoWaveAreRefused() {
        MemoryJournal journal = new MemoryJournal();
        try (RunJournal first = RunJournal.read(journal)) {
            first.begin("writer", RUN, waves(2, 1));
        }
        journal.open("hand", journal.read(), Map.of("waves", "")).close();

        assertThatThrownBy(() -> RunJournal.read(journal)).hasMessageContaining("none, beside 1 entries");
    }

    @Test
    void sizesThatRepeatAreWrittenOnce() {
        WavesEntry entry = new WavesEntry(
                Map.of("pool-1", 8),
                List.of(List.of("a"), List.of("b", "c", "d"), List.of("e", "f", "g"), List.of("h")),
                0);

        assertThat(entry.header()).contains("sizes=1+3x2+1&");
    }

    @Test
    void aFullChunkHasNoEmptyOneAfterIt() {
        List<String> nodes = IntStream.range(0, 1000).mapToObj(i -> "uid-" + i).toList();

        assertThat(new WavesEntry(Map.of("pool-1", 1000), List.of(nodes), 0).texts())
                .containsOnlyKeys("waves", "waves.1");
    }
}
