package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code evenkeel drain}. */
@Timeout(180)
class DrainCommandTest {
    /** Two reasons of its own to stay, and one of the server's. */
    private static final String STUCK =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: stuck, namespace: default, labels: {app: stuck}}
            spec:
              nodeName: %s
              containers: [{name: c, image: x}]
              volumes: [{name: data, emptyDir: {}}]
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: strict, namespace: default}
            spec: {minAvailable: 1, selector: {matchLabels: {app: stuck}}}
            """;
    /** It is evicted, and never gone. */
    private static final String LINGERING =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: lingering, namespace: default, finalizers: [example.com/hold]}
            spec: {nodeName: %s, containers: [{name: c, image: x}]}
            """;

    private final Path directory;
    private final Printed printed = new Printed();

    DrainCommandTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void printsItsPlanAsJsonDrainsAndRestores() throws IOException {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            String kubeconfig = scene.sandbox.writeKubeconfig(directory).toString();

            assertThat(run(kubeconfig, node, "--plan")).isZero();

            assertThat(json()).isNotEmpty().allSatisfy(pod -> {
                assertThat(pod.fieldNames()).toIterable().containsExactly("namespace", "name", "verdict", "reasons");
                assertThat(pod.get("verdict").asText()).isIn("evict", "skip");
                assertThat(pod.get("reasons")).isNotEmpty();
            });
            assertThat(scene.changes()).isEmpty();
            assertThat(run(kubeconfig, node)).isZero();
            assertThat(out()).contains("evicted default/", "DRAINED: ");
            assertThat(scene.cordoned()).containsExactly(node);
            assertThat(run(kubeconfig, node, "--restore")).isZero();
            assertThat(out()).contains("UNCORDONED");
            assertThat(run(kubeconfig, node, "--restore")).isZero();
            assertThat(out()).contains("NOT_CORDONED");
            assertThat(scene.cordoned()).isEmpty();
        }
    }

    @Test
    void aPodThatBlocksHasAllReasonsTheServersToo() throws IOException {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            scene.apply(STUCK.formatted(node));
            scene.awaitReady("stuck");
            String kubeconfig = scene.sandbox.writeKubeconfig(directory).toString();

            assertThat(run(kubeconfig, node, "--plan", "--keep-empty-dir")).isOne();

            assertThat(json())
                    .filteredOn(pod -> pod.get("name").asText().equals("stuck"))
                    .singleElement()
                    .satisfies(stuck -> {
                        assertThat(stuck.get("namespace").asText()).isEqualTo("default");
                        assertThat(stuck.get("verdict").asText()).isEqualTo("block");
                        assertThat(stuck.get("reasons").toString())
                                .contains(
                                        "has no controller",
                                        "keeps data in an emptyDir volume",
                                        "default/strict (needs 1 healthy pods, has 1 of 1), which can never allow a disruption",
                                        "the API server says: The disruption budget strict needs 1 healthy pods");
                    });
            assertThat(run(kubeconfig, node, "--keep-empty-dir")).isOne();
            assertThat(err()).contains("default/stuck", "has no controller");
            assertThat(scene.changes()).isEmpty();
        }
    }

    @Test
    void aCordonOfOthersIsLeftAlone() throws IOException {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            String kubeconfig = scene.sandbox.writeKubeconfig(directory).toString();
            scene.cordonByHand(node);

            assertThat(run(kubeconfig, node, "--restore")).isOne();

            assertThat(out()).contains("CORDON_OF_OTHERS");
            assertThat(scene.cordoned()).containsExactly(node);
            assertThat(run(kubeconfig, "10.9.9.9", "--restore")).isOne();
            assertThat(run(kubeconfig, "10.9.9.9", "--plan")).isOne();
            assertThat(err()).contains("no such node");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--plan | Missing required parameters: 'KUBECONFIG', 'NODE'",
                "KUBECONFIG | Missing required parameter: 'NODE'",
                "--plan 10.0.10.2 | Missing required parameter: 'NODE'",
                "KUBECONFIG 10.0.10.2 10.0.10.3 | Unmatched argument at index 3: '10.0.10.3'",
                "KUBECONFIG 10.0.10.2 --pln | Unknown option: '--pln'",
                "KUBECONFIG 10.0.10.2 --plan --restore | exclude each other",
                "KUBECONFIG 10.0.10.2 --plan --patience soon | '--patience': 'soon' is not a number from 1 to 3600"
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String complaint) throws IOException {
        Path kubeconfig = kubeconfig("server: \"http://127.0.0.1:1\"", "here");
        assertThat(run(line.replace("KUBECONFIG", kubeconfig.toString()).split(" ")))
                .isEqualTo(2);
        assertThat(err()).contains(complaint, "For help: evenkeel drain --help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clusters: [ | it is no kubeconfig in YAML",
                "secret-token | it is no kubeconfig in YAML",
                "'' | it is no kubeconfig in YAML",
                "kind: Config | it has no current-context",
                "current-context: here | its current-context 'here' is not in it"
            })
    void aFileThatLeadsNowhereIsToldOnOneLine(String text, String complaint) throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), text);

        assertThat(run(kubeconfig.toString(), "10.0.10.2", "--plan")).isEqualTo(2);

        assertThat(err().lines()).singleElement().satisfies(line -> assertThat(line)
                .contains(kubeconfig.toString(), complaint)
                .doesNotContain("secret-token"));
    }

    @Test
    void aContextWithoutAServerIsToldOnOneLine() throws IOException {
        assertThat(run(kubeconfig("proxy-url: x", "here").toString(), "10.0.10.2"))
                .isEqualTo(2);
        assertThat(run(kubeconfig("server: \"http://127.0.0.1:1\"", "there").toString(), "10.0.10.2"))
                .isEqualTo(2);
        assertThat(run(directory.resolve("missing").toString(), "10.0.10.2")).isEqualTo(2);

        assertThat(err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("its cluster 'here' has no server"),
                        line -> assertThat(line).contains("cluster 'there' of its context 'here' is not in it"),
                        line -> assertThat(line).contains("missing can't be used: there is no such file"));
    }

    @Test
    void aServerThatIsAwayIsNamedAndNotWaitedForInSilence() throws IOException {
        Path kubeconfig = kubeconfig("server: \"http://127.0.0.1:1\"", "here");

        assertThat(run(kubeconfig.toString(), "10.0.10.2", "--plan", "--patience", "1"))
                .isEqualTo(2);

        assertThat(out()).isEmpty();
        assertThat(err().lines()).first().isEqualTo("API server http://127.0.0.1:1/");
        assertThat(err()).contains("again in ", "no response, ConnectException");
    }

    @Test
    void putsTheNodeBackIfItIsToldToEnd() throws IOException, InterruptedException {
        try (Scene scene = Scene.open()) {
            String node = scene.nodeOfIngress();
            String kubeconfig = scene.sandbox.writeKubeconfig(directory).toString();
            scene.apply(LINGERING.formatted(node));
            Path said = directory.resolve("said.txt");
            List<String> command = new ArrayList<>(
                    Serving.java(Main.class, "-Xmx64m", "drain", kubeconfig, node, "--evict-unmanaged"));
            Process drain = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(said).contains("evicted default/lingering"));
            assertThat(scene.cordoned()).containsExactly(node);

            drain.destroy();

            assertThat(drain.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(Files.readString(said)).contains("rolled back: uncordon node " + node);
            assertThat(scene.cordoned()).isEmpty();
        }
    }

    private int run(String... line) {
        return printed.run(Stream.concat(Stream.of("drain"), Stream.of(line)).toArray(String[]::new));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(printed.out());
    }

    private String out() {
        return printed.out();
    }

    private String err() {
        return printed.err();
    }

    /** Its context is {@code here}, and so is its cluster. */
    private Path kubeconfig(String cluster, String clusterOfContext) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                clusters:
                - name: here
                  cluster: {%s}
                contexts:
                - name: here
                  context: {cluster: %s, user: operator}
                current-context: here
                """
                        .formatted(cluster, clusterOfContext));
    }
}
