package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.evenkeel.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that rolls a cluster under traffic is killed again and again, each time another one goes on, and no request
 * is lost. {@code -Devenkeel.kills=N} kills more often, {@code -Devenkeel.seed=N} at other instants.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KillTest {
    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
    private static final int KILLS = Integer.getInteger("evenkeel.kills", 2);
    private static final long SEED = Long.getLong("evenkeel.seed", 1);
    private static final int MOST_OF_ONE_CLUSTER = 5;
    private static final int SHORTEST_MILLIS = 3_000;
    private static final int LONGEST_MILLIS = 12_000;

    @ParameterizedTest
    @ValueSource(strings = {"directory", "configmap"})
    void another(String journal, @TempDir Path files) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        int kills = 0;
        for (int cluster = 0; kills < KILLS; cluster++) {
            Path place = Files.createDirectory(files.resolve("cluster-" + cluster));
            kills += killed(journal, place, random, Math.min(MOST_OF_ONE_CLUSTER, KILLS - kills));
        }
    }

    /** Rolls one cluster with so many kills at most; answers with how many there were. */
    private static int killed(String journal, Path files, Random random, int most)
            throws IOException, InterruptedException {
        try (Serving serving = Serving.start()) {
            String place =
                    journal.equals("directory") ? files.resolve("journal").toString() : journal;
            int kills = 0;
            Path printed = files.resolve("run-0.txt");
            Process process = RealRoll.start(serving, RealRoll.command(place), printed);
            while (kills < most
                    && !process.waitFor(
                            SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS),
                            TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                kills++;
                printed = files.resolve("run-" + kills + ".txt");
                process = RealRoll.start(serving, RealRoll.command(place), printed);
            }
            assertThat(process.waitFor()).as(Files.readString(printed)).isZero();
            assertThat(kills).isPositive();
            RealRoll.isDone(serving);
            JsonNode traffic = serving.end();
            LOG.info("killed {} times with a journal in a {}: {}", kills, journal, traffic);
            assertThat(traffic.path("failed").asLong(-1)).isZero();
            return kills;
        }
    }

    /** It holds the lock for a term, in which it is stopped; then another one has it, and goes on. */
    @Test
    void aRunnerThatSleptThroughItsTermChangesNothingMore(@TempDir Path files)
            throws IOException, InterruptedException {
        try (Serving serving = Serving.start()) {
            Path printed = files.resolve("sleeper.txt");
            Process sleeper = RealRoll.start(serving, RealRoll.command("configmap"), printed);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readString(printed).contains(Step.CORDON.words()));
            signal("STOP", sleeper);
            Path others = files.resolve("other.txt");
            Process other = RealRoll.start(serving, RealRoll.command("configmap"), others);
            assertThat(other.waitFor()).as(Files.readString(others)).isZero();
            signal("CONT", sleeper);

            assertThat(sleeper.waitFor()).isEqualTo(1);
            assertThat(Files.readString(printed)).contains("FAILED");
            RealRoll.isDone(serving);
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }

    @Test
    void ofTwoRunnersOneIsToldOfTheOther(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start()) {
            Path ones = files.resolve("one.txt");
            Path others = files.resolve("other.txt");
            Process one = RealRoll.start(serving, RealRoll.command("configmap"), ones);
            Process other = RealRoll.start(serving, RealRoll.command("configmap"), others);
            String printed = "one:%n%s%nother:%n%s"
                    .formatted(one.waitFor() + Files.readString(ones), other.waitFor() + Files.readString(others));

            assertThat(List.of(one.exitValue(), other.exitValue())).as(printed).containsExactlyInAnyOrder(0, 1);
            assertThat(Files.readString(one.exitValue() == 1 ? ones : others))
                    .contains("lock of the cluster: found runner ");
            RealRoll.isDone(serving);
            assertThat(serving.end().path("failed").asLong(-1)).isZero();
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
