package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that rolls a cluster under traffic is killed again and again, each time another one goes on, no request is
 * lost, and the end is the same. {@code -Devenkeel.kills=N} kills so often for each journal, half of the times at calls
 * of the ports and half of them at random instants, which {@code -Devenkeel.seed=N} changes.
 *
 * <p>Each kind, with each journal, is a class of its own, as these take longest: they begin first, beside each other.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
abstract class KilledRoll {
    private static final Logger LOG = LoggerFactory.getLogger(KilledRoll.class);
    private static final int KILLS = Integer.getInteger("evenkeel.kills", 4) / 2;
    private static final long SEED = Long.getLong("evenkeel.seed", 1);
    private static final int MOST_OF_ONE_CLUSTER = 5;
    private static final int LATEST_MILLIS = 7_000;

    /** In the roll of one cluster there are as many instants before and after calls that differ, and a few more. */
    private static final int INSTANTS = 120;

    private static final Tally TALLY = new Tally();

    /** A roll that is killed so often at most; answers with how often it was. */
    private interface Killing {
        int roll(Serving serving, Path files, int most) throws IOException, InterruptedException;
    }

    /** What is rolled, and where its journal is: a directory, or {@code configmap}. */
    record Kind(String journal, int nodes, int surge) {
        List<String> command(Path files) {
            List<String> command = RealRoll.command(place(files));
            if (surge > 0) {
                command.addAll(List.of("--max-surge", Integer.toString(surge)));
            }
            return command;
        }

        List<String> killable(Path files, Path points, int stride, int offset) {
            return Serving.java(
                    KillableRoll.class,
                    "-Xmx128m",
                    place(files),
                    points.toString(),
                    Integer.toString(stride),
                    Integer.toString(offset),
                    Integer.toString(surge));
        }

        private String place(Path files) {
            return journal.equals("directory") ? files.resolve("journal").toString() : journal;
        }
    }

    /** One node after the other, as the published procedure has it. */
    static Kind oneAtATime(String journal) {
        return new Kind(journal, 3, 0);
    }

    /** Two nodes are added, and taken away in the end: the last two are deleted without replacement. */
    static Kind withSurge(String journal) {
        return new Kind(journal, 4, 2);
    }

    @AfterAll
    static void tell() {
        LOG.info("{}", TALLY);
    }

    static void atRandomInstants(Kind kind, Path files) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        int kills = 0;
        for (int cluster = 0; kills < KILLS; cluster++) {
            kills += killed(
                    kind,
                    files.resolve("cluster-" + cluster),
                    Math.min(MOST_OF_ONE_CLUSTER, KILLS - kills),
                    (serving, place, most) -> atRandomInstants(kind, random, serving, place, most));
        }
    }

    /** Spread over all calls of a roll; if there are more kills than calls, over those of more rolls. */
    static void atCallsOfThePorts(Kind kind, Path files) throws IOException, InterruptedException {
        int stride = Math.max(2, (INSTANTS + KILLS - 1) / KILLS);
        int kills = 0;
        for (int cluster = 0; kills < KILLS; cluster++) {
            int offset = cluster % stride;
            kills += killed(
                    kind,
                    files.resolve("cluster-" + cluster),
                    KILLS - kills,
                    (serving, place, most) -> atCalls(kind, stride, offset, serving, place, most));
        }
    }

    private static int killed(Kind kind, Path files, int most, Killing killing)
            throws IOException, InterruptedException {
        Files.createDirectory(files);
        try (Serving serving = Serving.start("--nodes", Integer.toString(kind.nodes()))) {
            EndState before = EndState.of(serving);
            int kills = killing.roll(serving, files, most);
            assertThat(kills).isPositive();
            RealRoll.isDone(serving, before, kind.nodes());
            JsonNode traffic = serving.end();
            long failed = traffic.path("failed").asLong(-1);
            TALLY.rolled(kills, traffic.path("sent").asLong(), failed);
            assertThat(failed).isZero();
            TALLY.endedTheSame();
            LOG.info("so far {}", TALLY);
            return kills;
        }
    }

    /** Counted from the first line that a process prints: it has the lock, and is at work. */
    private static int atRandomInstants(Kind kind, Random random, Serving serving, Path files, int most)
            throws IOException, InterruptedException {
        for (int kills = 0; ; kills++) {
            Path printed = files.resolve("run-" + kills + ".txt");
            Process process = RealRoll.start(serving, kind.command(files), printed);
            await().atMost(Duration.ofMinutes(2)).until(() -> Files.size(printed) > 0 || !process.isAlive());
            if (kills == most || process.waitFor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS)) {
                assertThat(process.waitFor()).as(Files.readString(printed)).isZero();
                return kills;
            }
            process.destroyForcibly().waitFor();
        }
    }

    private static int atCalls(Kind kind, int stride, int offset, Serving serving, Path files, int most)
            throws IOException, InterruptedException {
        Path points = files.resolve("points.txt");
        for (int kills = 0; ; kills++) {
            Path printed = files.resolve("run-" + kills + ".txt");
            Process process = RealRoll.start(
                    serving,
                    kills == most ? kind.command(files) : kind.killable(files, points, stride, offset),
                    printed);
            if (process.waitFor() != KillPoints.KILLED) {
                assertThat(process.exitValue()).as(Files.readString(printed)).isZero();
                LOG.info(
                        "{} kills at instants of {}",
                        kills,
                        Files.readAllLines(points).size());
                return kills;
            }
            LOG.info(Files.readString(printed).lines().reduce("", (former, line) -> line));
        }
    }
}
