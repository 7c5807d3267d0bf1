package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.RunRequest;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsEntryTest {
    static AnsweredRequest answer(String id) {
        RunRequest request = RunRequest.builder(RunRequest.Kind.PAUSE, "ann")
                .id(id)
                .runId("run-1")
                .at(Instant.EPOCH)
                .build();
        return new AnsweredRequest(request, Instant.EPOCH, Optional.empty());
    }

    @Test
    void isReadAsItWasWritten() {
        RequestsEntry entry = RequestsEntry.NONE.with(answer("one")).with(answer("two"));

        assertThat(RequestsEntry.of(EntryCodec.parse(entry.text().orElseThrow())))
                .isEqualTo(entry);
        assertThat(RequestsEntry.NONE.text()).isEmpty();
    }

    @Test
    void knowsWhatIsAnswered() {
        RequestsEntry entry = RequestsEntry.NONE.with(answer("one")).with(answer("two"));

        assertThat(entry.has("one")).isTrue();
        assertThat(entry.has("three")).isFalse();
    }

    @Test
    void keepsTheLatest() {
        RequestsEntry entry = RequestsEntry.NONE;
        for (int i = 0; i <= RequestsEntry.MOST; i++) {
            entry = entry.with(answer("request-" + i));
        }

        assertThat(entry.answered()).hasSize(RequestsEntry.MOST);
        assertThat(entry.has("request-0")).isFalse();
        assertThat(entry.has("request-" + RequestsEntry.MOST)).isTrue();
        assertThat(RequestsEntry.of(EntryCodec.parse(entry.text().orElseThrow())))
                .isEqualTo(entry);
    }
}
