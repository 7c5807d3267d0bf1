package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.GateRecord;
import io.github.evenkeel.model.GateApproval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateEntryTest {
    private static final Instant AT = Instant.parse("2026-11-28T22:00:01Z");

    private static GateRecord record(int node, String approver) {
        return new GateRecord(
                "go",
                "node 10.0.10." + node,
                AT.plusSeconds(node),
                Duration.ofSeconds(7),
                Optional.of(approver).filter(name -> !name.isEmpty()));
    }

    private static GateEntry readBack(GateEntry entry) {
        return GateEntry.of(entry.gate(), EntryCodec.parse(entry.entry().text()));
    }

    @Test
    void isReadAsItWasWritten() {
        GateEntry entry = new GateEntry("go", List.of(record(1, "Ada, Countess; 100 % \u00e4"), record(2, "")));

        assertThat(readBack(entry)).isEqualTo(entry);
        assertThat(readBack(entry).approvals())
                .containsExactly(new GateApproval("node 10.0.10.1", "Ada, Countess; 100 % \u00e4", AT.plusSeconds(1)));
    }

    @Test
    void aGateThatHasLetNothingBeginIsReadToo() {
        GateEntry entry = new GateEntry("go", List.of());

        assertThat(readBack(entry)).isEqualTo(entry);
    }

    @Test
    void keepsTheLatestAndTheFirstApproved() {
        List<GateRecord> all = Stream.concat(
                        Stream.of(record(0, ""), record(1, "ada"), record(2, "grace")),
                        IntStream.range(3, 203).mapToObj(node -> record(node, "")))
                .toList();

        List<GateRecord> kept = new GateEntry("go", all).records();

        assertThat(kept).hasSize(101);
        assertThat(kept.get(0)).isEqualTo(record(1, "ada"));
        assertThat(kept.subList(1, 101)).isEqualTo(all.subList(103, 203));
        assertThat(new GateEntry("go", kept).records()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "control+plane,2026-11-28T22:00:01Z,7",
                "control+plane,yesterday,7,ada",
                "control+plane,2026-11-28T22:00:01Z,-7,ada",
                "control+plane,2026-11-28T22:00:01Z,7,ada,grace"
            })
    void whatItCantBeIsRefused(String passed) {
        EntryCodec entry = EntryCodec.empty().put("passed", passed);

        assertThatThrownBy(() -> GateEntry.of("go", entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field passed");
    }
}
