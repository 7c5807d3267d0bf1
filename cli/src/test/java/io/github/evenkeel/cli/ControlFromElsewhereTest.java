package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.spi.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A roll in another process, controlled from the command line, and what becomes of requests to one that does not read.
 */
@Timeout(240)
class ControlFromElsewhereTest extends ControlFromElsewhere {
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

    /** Several are under way: all of them are finished. */
    @Test
    void aStopFinishesAllNodesUnderWay(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start("--nodes", "4")) {
            List<String> command = new ArrayList<>(RealRoll.command("configmap"));
            command.addAll(List.of("--max-unavailable", "2"));
            Path output = files.resolve("roll.txt");
            Process roll = RealRoll.start(serving, command, output);
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(Files.readString(output))
                    .contains("node 10.0.10.2: cordon", "node 10.0.10.3: cordon"));

            assertThat(run(serving, "stop")).as(printed.out() + printed.err()).isZero();

            assertThat(roll.waitFor(2, TimeUnit.MINUTES)).isTrue();
            String told = Files.readString(output);
            assertThat(told).contains("CANCELLED").doesNotContain("rolled back", "10.0.10.4: cordon");
            assertThat(told.lines().filter(line -> line.matches("10\\.0\\.10\\.\\d+ .* replaced .*")))
                    .as(told)
                    .hasSize(2);
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

    /** It reads no request before it has its lock again. */
    @Test
    void aSuspendedProcessAnswersOnceItGoesOn(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start()) {
            Path output = files.resolve("roll.txt");
            Process roll = RealRoll.start(serving, RealRoll.command("configmap"), output);
            awaitStatus(serving, "state    RUNNING", "10.0.10.2");
            TwoRunnersTest.signal("STOP", roll);

            assertThat(run(serving, "stop", "--author", "jane", "--wait", "7")).isEqualTo(3);
            assertThat(run(serving, "status")).isZero();
            assertThat(printed.out()).contains("waits    STOP by jane");
            TwoRunnersTest.signal("CONT", roll);

            assertThat(roll.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(Files.readString(output)).contains("request: STOP by jane: applied", "CANCELLED", "untouched");
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }
}
