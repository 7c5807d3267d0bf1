package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.spi.RunLock;
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

/** A roll in another process, paused, resumed and ended from the command line. */
@Timeout(240)
class ControlFromElsewhereTest {
    private final Printed printed = new Printed();

    private int run(Serving serving, String... line) {
        List<String> arguments = new ArrayList<>(List.of(line));
        arguments.add("--kubeconfig");
        arguments.add(Objects.requireNonNull(serving.variables().get("KUBECONFIG")));
        return printed.run(arguments.toArray(String[]::new));
    }

    private void awaitStatus(Serving serving, String... texts) {
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
        try (Serving serving = Serving.start()) {
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

    @Test
    void aStopEndsTheRollBetweenNodesAndTheNextOneGoesOn(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start()) {
            EndState before = EndState.of(serving);
            Path output = files.resolve("roll.txt");
            Process roll = RealRoll.start(serving, RealRoll.command("configmap"), output);
            awaitStatus(serving, "state    RUNNING", "10.0.10.2");

            assertThat(run(serving, "stop")).as(printed.out() + printed.err()).isZero();

            assertThat(roll.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(roll.exitValue()).isEqualTo(1);
            assertThat(Files.readString(output)).contains("CANCELLED", "replaced", "untouched");
            Process next = RealRoll.start(serving, RealRoll.command("configmap"), files.resolve("next.txt"));
            assertThat(next.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(next.exitValue()).isZero();
            RealRoll.isDone(serving, before, 3);
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }

    /** The process is killed before it reads the request: the one that recovers the run reads it. */
    @Test
    void aRequestOutlivesTheProcess(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start();
                KubernetesClient client = RealRoll.kubernetes(serving)) {
            Process roll = RealRoll.start(serving, RealRoll.command("configmap"), files.resolve("killed.txt"));
            awaitStatus(serving, "state    RUNNING", "10.0.10.2");
            roll.destroyForcibly().waitFor();

            assertThat(run(serving, "cancel", "--author", "jim", "--wait", "2")).isEqualTo(3);
            assertThat(printed.out()).contains("no answer within 2 s", "stays in Lease kube-system/evenkeel");

            Path output = files.resolve("next.txt");
            Process next = RealRoll.start(serving, RealRoll.command("configmap"), output);
            assertThat(next.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(next.exitValue()).isEqualTo(1);
            assertThat(Files.readString(output)).contains("request: CANCEL by jim: applied", "CANCELLED");
            RunLock.State left = LeaseLock.of(client, "kube-system", "evenkeel").state();
            assertThat(left.requests()).isEmpty();
            assertThat(left.run().orElseThrow().answered()).hasSize(1);
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }
}
