package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A roll in another process, paused and resumed from the command line, on whichever API server. */
@Timeout(240)
abstract class ControlFromElsewhere {
    private final String[] options;
    final Printed printed = new Printed();

    /** @param options of the cluster that is served */
    ControlFromElsewhere(String... options) {
        this.options = options;
    }

    int run(Serving serving, String... line) {
        List<String> arguments = new ArrayList<>(List.of(line));
        arguments.add("--kubeconfig");
        arguments.add(Objects.requireNonNull(serving.variables().get("KUBECONFIG")));
        return printed.run(arguments.toArray(String[]::new));
    }

    void awaitStatus(Serving serving, String... texts) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    assertThat(run(serving, "status")).isZero();
                    assertThat(printed.out()).contains(texts);
                });
    }

    @Test
    void aPauseHoldsTheRollUntilItIsResumedAndNoRequestIsLost(@TempDir Path files)
            throws IOException, InterruptedException {
        try (Serving serving = Serving.start(options)) {
            EndState before = EndState.of(serving);
            assertThat(run(serving, "status")).isEqualTo(3);
            assertThat(printed.out()).contains("none: no run holds Lease kube-system/evenkeel");
            assertThat(run(serving, "pause")).isEqualTo(1);
            assertThat(printed.err()).contains("no run holds Lease kube-system/evenkeel");
            Path output = files.resolve("roll.txt");
            Process roll = RealRoll.start(serving, RealRoll.command("configmap"), output);
            awaitStatus(serving, "state    RUNNING", "of 3 done");

            assertThat(run(serving, "pause", "--author", "jane", "--wait", "60"))
                    .as(printed.out())
                    .isZero();
            assertThat(printed.out()).contains("PAUSE by jane: applied");
            awaitStatus(serving, "state    PAUSED", "request  PAUSE by jane: applied");
            assertThat(run(serving, "pause", "--run", "another")).isEqualTo(1);
            assertThat(printed.err()).contains("and not run another");
            assertThat(run(serving, "approve", "canary")).isEqualTo(1);
            assertThat(printed.out()).contains("refused, as the plan has no gate canary");
            assertThat(run(serving, "resume")).as(printed.out()).isZero();
            assertThat(printed.out()).contains("RESUME by ", ": applied");

            assertThat(roll.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(roll.exitValue()).as(Files.readString(output)).isZero();
            assertThat(Files.readString(output)).contains("request: PAUSE by jane: applied");
            RealRoll.isDone(serving, before, 3);
            assertThat(run(serving, "status")).isEqualTo(3);
            assertThat(printed.out()).contains("state    ENDED", "nodes    3 of 3 done");
            JsonNode traffic = serving.end();
            assertThat(traffic.path("failed").asLong(-1)).isZero();
        }
    }
}
