package io.github.evenkeel.run.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerWatchTest {
    private final List<String> logged = new ArrayList<>();
    private final ServerWatch server = new ServerWatch("https://10.0.0.5:6443", logged::add);

    @Test
    void aServerThatDoesNotAnswerForFiveSecondsIsToldOnceAndOnceThatItAnswersAgain() {
        for (int second = 0; second < 60; second++) {
            server.asked(Duration.ofSeconds(second));
            server.unanswered("read nodes", "connection refused", Duration.ofSeconds(second));
            assertThat(logged).hasSize(second < 5 ? 0 : 1);
        }
        server.answered();
        server.answered();

        assertThat(logged)
                .containsExactly(
                        "https://10.0.0.5:6443 has not answered for 5 s; last asked for: read nodes, connection"
                                + " refused",
                        "https://10.0.0.5:6443 answers again");
    }

    @Test
    void aServerThatAnswersNowAndThenIsNotTold() {
        for (int second = 0; second < 60; second++) {
            server.asked(Duration.ofSeconds(second));
            server.unanswered("read nodes", "connection reset", Duration.ofSeconds(second));
            if (second % 4 == 0) {
                server.answered();
            }
        }

        assertThat(logged).isEmpty();
    }

    @Test
    void onlyAFailureWithoutAnAnswerSaysWhomWasAsked() {
        for (Outcome outcome : Outcome.values()) {
            ServiceException failure = ServiceException.builder(outcome, "read nodes", "why")
                    .requestId("req-1")
                    .build();
            assertThat(String.valueOf(server.named(failure).getMessage()).contains("https://10.0.0.5:6443"))
                    .isEqualTo(outcome == Outcome.UNKNOWN);
        }
        ServiceException named =
                server.named(server.named(ServiceException.builder(Outcome.UNKNOWN, "read nodes", "why")
                        .cause(new IOException("reset"))
                        .build()));
        assertThat(named.reason()).isEqualTo("why; the server asked is https://10.0.0.5:6443");
        assertThat(named).hasCauseInstanceOf(IOException.class);
    }
}
