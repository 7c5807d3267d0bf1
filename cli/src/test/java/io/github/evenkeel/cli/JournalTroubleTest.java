package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.evenkeel.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The journal can't be written, is deleted, or says what no run has written; traffic goes on meanwhile. */
@Order(4)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JournalTroubleTest {
    @Test
    void aFullDiskStopsTheRollAndAnotherOneGoesOn(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start("--nodes", "2")) {
            EndState before = EndState.of(serving);
            String journal = files.resolve("journal").toString();
            ProcessBuilder limited = new ProcessBuilder(onASmallDisk(RealRoll.command(journal)));
            limited.environment().putAll(serving.variables());
            Process stopped = limited.redirectErrorStream(true).start();
            String printed = new String(stopped.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(stopped.waitFor()).as(printed).isEqualTo(1);
            assertThat(printed).contains("write journal " + journal, "File too large");

            goesOn(serving, before, journal, files);
        }
    }

    @Test
    void aConfigMapThatAnotherClientDeletesOrEdits(@TempDir Path files) throws IOException, InterruptedException {
        try (Serving serving = Serving.start("--nodes", "2");
                KubernetesClient administrator = RealRoll.kubernetes(serving)) {
            EndState before = EndState.of(serving);
            Resource<ConfigMap> journal =
                    administrator.configMaps().inNamespace("kube-system").withName("evenkeel");
            Path first = files.resolve("first.txt");
            Process killed = RealRoll.start(serving, RealRoll.command("configmap"), first);
            says(first, Step.CORDON);
            journal.delete();
            says(first, Step.DELETE_NODE);
            killed.destroyForcibly().waitFor();
            assertThat(journal.get()).as("made again").isNotNull();

            Map.Entry<String, String> entry = journal.get().getData().entrySet().stream()
                    .filter(candidate -> candidate.getKey().startsWith("node."))
                    .findFirst()
                    .orElseThrow();
            edit(journal, entry.getKey(), "edited by hand");
            Path second = files.resolve("second.txt");
            assertThat(RealRoll.start(serving, RealRoll.command("configmap"), second)
                            .waitFor())
                    .isEqualTo(1);
            assertThat(Files.readString(second))
                    .contains("entry '" + entry.getKey() + "' of the journal in ConfigMap kube-system/evenkeel: found")
                    .contains("edited by hand");

            edit(journal, entry.getKey(), entry.getValue());
            goesOn(serving, before, "configmap", files);
        }
    }

    /**
     * A limit on the length of files, in KiB, stands for a disk that is full: a write fails half way. To make a file
     * system that can be filled is left to root.
     */
    private static List<String> onASmallDisk(List<String> command) {
        List<String> limited = new ArrayList<>(
                // What the JVM keeps in a file for its monitoring is longer, and is not what is looked at.
                List.of("bash", "-c", "ulimit -f 2 && JDK_JAVA_OPTIONS=-XX:-UsePerfData exec \"$@\"", "bash"));
        limited.addAll(command);
        return limited;
    }

    private static void says(Path printed, Step step) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.readString(printed).contains(step.words()));
    }

    private static void edit(Resource<ConfigMap> journal, String key, String text) {
        journal.edit(map -> {
            map.getData().put(key, text);
            return map;
        });
    }

    private static void goesOn(Serving serving, EndState before, String journal, Path files)
            throws IOException, InterruptedException {
        Path last = files.resolve("last.txt");
        assertThat(RealRoll.start(serving, RealRoll.command(journal), last).waitFor())
                .as(Files.readString(last))
                .isZero();
        RealRoll.isDone(serving, before, 2);
        assertThat(serving.end().path("failed").asLong(-1)).isZero();
    }
}
