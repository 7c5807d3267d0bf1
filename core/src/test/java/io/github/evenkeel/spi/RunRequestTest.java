package io.github.evenkeel.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.RunRequest.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that requests, answers and states have in locks and journals. */
class RunRequestTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final RunRequest REQUEST = RunRequest.builder(Kind.APPROVE, "Jané & co. =%+")
            .id("r.1_x-y")
            .runId("run-1")
            .at(NOON)
            .gateId("a gate")
            .build();

    @Test
    void isReadBackAsItWasWritten() {
        assertThat(RunRequest.read("r.1_x-y", REQUEST.toText())).isEqualTo(REQUEST);
        AnsweredRequest refused = new AnsweredRequest(REQUEST, NOON, Optional.of("no; 100% & = \u00fc"));
        assertThat(AnsweredRequest.parse(refused.toText())).isEqualTo(refused);
        AnsweredRequest applied = new AnsweredRequest(REQUEST, NOON, Optional.empty());
        RunStatus status = RunStatus.builder("run-1", "PAUSED")
                .nodesDone(3)
                .nodes(12)
                .step("EVICT")
                .object("node a")
                .waitingFor("x=y&z")
                .answered(List.of(refused, applied))
                .build();
        assertThat(RunStatus.read(status.toText())).contains(status);
        assertThat(RunStatus.read(status.ended().toText()))
                .map(RunStatus::state)
                .contains(RunStatus.ENDED);
    }

    @Test
    void isReadAsAPersonWritesIt() {
        assertThat(RunRequest.read("1", "run=abc&kind=pause&author=jane"))
                .isEqualTo(RunRequest.builder(Kind.PAUSE, "jane")
                        .id("1")
                        .runId("abc")
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no name=value",
                "garbage | no name=value",
                "kind=PAUSE&author=jane | no field 'run'",
                "run=a&author=jane | no field 'kind'",
                "run=a&kind=PAUSE | no field 'author'",
                "run=a&kind=P AUSE&author=jane | needed is a word",
                "run=a&kind=PAUSE&author=%zz | Illegal hex",
                "run=a&kind=PAUSE&kind=STOP&author=jane | a field twice",
                "run=a&kind=PAUSE&author=jane&at=noon | no time in UTC",
            })
    void aTextThatIsNoRequestIsUnreadableAndSaysWhy(String text, String why) {
        RunRequest read = RunRequest.read("1", text);

        assertThat(read.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(read.author()).startsWith("unknown (").contains(why);
    }

    @Test
    void noTextIsTooLongOrTooOddToBeAnswered() {
        String odd = "run=a&kind=" + "\u0000\n<>%41".repeat(20_000) + "&author=" + "x".repeat(1_000);
        RunRequest read = RunRequest.read("1", odd);

        AnsweredRequest answer = new AnsweredRequest(read, NOON, Optional.of("y".repeat(1_000)));

        assertThat(answer.toText()).hasSizeLessThan(1_000);
        assertThat(AnsweredRequest.parse(answer.toText()).refusal()).isPresent();
    }

    @Test
    void aStatusIsBoundedHoweverMuchThereIs() {
        List<AnsweredRequest> many = IntStream.range(0, 60)
                .mapToObj(i -> new AnsweredRequest(
                        RunRequest.builder(Kind.PAUSE, "\u00fc".repeat(200))
                                .id("r" + i)
                                .runId("run")
                                .build(),
                        NOON,
                        Optional.of("\u00fc".repeat(2_000))))
                .toList();

        RunStatus status = RunStatus.builder("run", "RUNNING")
                .waitingFor("\u00fc".repeat(100_000))
                .answered(many)
                .build();

        assertThat(status.answered()).isEqualTo(many.subList(50, 60));
        assertThat(status.toText()).hasSizeLessThan(60_000);
        assertThat(RunStatus.read(status.toText())).contains(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a-", "\u00fc"})
    void anIdIsOneWordOfPlainLetters(String id) {
        assertThatThrownBy(() -> REQUEST.toBuilder().id(id).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 55 letters");
    }

    @Test
    void aTextWithoutAnythingOrOfTooMuchIsRefused() {
        assertThatThrownBy(() -> RunRequest.builder(Kind.PAUSE, " ").build())
                .hasMessageContaining("the author of a request has 1 characters");
        assertThatThrownBy(() -> REQUEST.toBuilder().gateId("x".repeat(201)).build())
                .hasMessageContaining("the gate of a request has 201 characters; needed are 1 to 200");
        assertThatThrownBy(() -> Kind.of("two words")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKindOfALaterVersionIsKnownByItsId() {
        assertThat(Kind.of("slow_down").id()).isEqualTo("SLOW_DOWN");
        assertThat(Kind.of("slow_down")).isEqualTo(Kind.of("SLOW_DOWN"));
        assertThat(Kind.of("stop")).isSameAs(Kind.STOP);
    }

    @Test
    void garbageIsNoStatus() {
        assertThat(RunStatus.read("garbage")).isEmpty();
        assertThat(RunStatus.read("run=a&state=RUNNING&done=x&nodes=1")).isEmpty();
        assertThat(RunStatus.read("run=a&state=RUNNING&done=0&nodes=1&answer0=garbage"))
                .isEmpty();
    }
}
