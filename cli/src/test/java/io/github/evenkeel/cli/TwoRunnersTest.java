package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two processes roll one cluster under traffic; the lock keeps one of them out. */
@Order(2)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TwoRunnersTest {
    /** It holds the lock for a term, in which it is stopped; then another one has it, and goes on. */
    @ParameterizedTest
    @CsvSource({"configmap, CORDON", "directory, DRAIN_CONNECTIONS", "directory, AWAIT_REPLACEMENT"})
    void oneThatSleptThroughItsTermChangesNothingMore(String journal, Step step, @TempDir Path files)
            throws IOException, InterruptedException {
        String place = journal.equals("directory") ? files.resolve("journal").toString() : journal;
        try (Serving serving = Serving.start("--nodes", "2")) {
            EndState before = EndState.of(serving);
            Path printed = files.resolve("sleeper.txt");
            Process sleeper = RealRoll.start(serving, RealRoll.command(place), printed);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readString(printed).contains(step.words()));
            signal("STOP", sleeper);
            Path others = files.resolve("other.txt");
            Process other = RealRoll.start(serving, RealRoll.command(place), others);
            assertThat(other.waitFor()).as(Files.readString(others)).isZero();
            signal("CONT", sleeper);

            assertThat(sleeper.waitFor()).isEqualTo(1);
            assertThat(Files.readString(printed)).contains("FAILED");
            RealRoll.isDone(serving, before, 2);
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }

    @Test
    void oneIsToldOfTheOther(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start("--nodes", "2")) {
            EndState before = EndState.of(serving);
            Path ones = files.resolve("one.txt");
            Path others = files.resolve("other.txt");
            Process one = RealRoll.start(serving, RealRoll.command("configmap"), ones);
            Process other = RealRoll.start(serving, RealRoll.command("configmap"), others);
            String printed = "one:%n%s%nother:%n%s"
                    .formatted(one.waitFor() + Files.readString(ones), other.waitFor() + Files.readString(others));

            assertThat(List.of(one.exitValue(), other.exitValue())).as(printed).containsExactlyInAnyOrder(0, 1);
            assertThat(Files.readString(one.exitValue() == 1 ? ones : others))
                    .contains("lock of the cluster: found runner ");
            RealRoll.isDone(serving, before, 2);
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }

    static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
