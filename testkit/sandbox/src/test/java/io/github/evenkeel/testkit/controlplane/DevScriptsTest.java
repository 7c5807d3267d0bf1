package io.github.evenkeel.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in {@code dev/control-plane}, as a person uses them. */
@Tag("control-plane")
@Timeout(300)
class DevScriptsTest {
    private static final Path SCRIPTS =
            Path.of("..", "..", "dev", "control-plane").toAbsolutePath().normalize();

    private final Path directory;
    private final Path cluster;

    DevScriptsTest(@TempDir Path directory) {
        this.directory = directory;
        cluster = directory.resolve("cluster");
    }

    @AfterEach
    void down() {
        run(Map.of(), script("down"), cluster.toString());
    }

    @Test
    void startAControlPlaneEndItAndStartItAgain() throws IOException {
        Ended up = run(Map.of(), script("up"), cluster.toString());

        assertThat(up.code).as(up.output).isZero();
        assertThat(up.output.strip()).isEqualTo("KUBECONFIG=" + cluster.resolve("kubeconfig"));
        List<ProcessHandle> processes = processes();
        assertThat(processes).hasSize(4).allMatch(DevScriptsTest::runs);
        assertThat(kubectl("get", "nodes")).contains("No resources found");
        kubectl("create", "configmap", "kept");
        assertThat(run(Map.of(), script("up"), cluster.toString()))
                .isEqualTo(new Ended(
                        1,
                        "A control plane runs in " + cluster + " already: run " + script("down") + " " + cluster
                                + " first\n"));

        Ended down = run(pathOf("bash", "dirname", "tac", "tr", "sleep", "rm"), script("down"), cluster.toString());

        assertThat(down).isEqualTo(new Ended(0, ""));
        assertThat(processes).noneMatch(DevScriptsTest::runs);
        assertThat(run(Map.of(), script("down"), cluster.toString()))
                .isEqualTo(new Ended(0, "No control plane runs in " + cluster + "\n"));
        assertThat(run(Map.of(), script("up"), cluster.toString()).code).isZero();
        assertThat(kubectl("get", "configmap", "kept", "-o", "name")).contains("configmap/kept");
    }

    @Test
    void sayWhatIsMissingWhereNothingIsBuiltAndNothingCanBe() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Map<String, String> environment =
                new HashMap<>(pathOf("bash", "dirname", "awk", "sort", "head", "cat", "sha256sum", "cut"));
        environment.put(Binaries.VARIABLE, empty.toString());

        Ended build = run(environment, script("build"));

        assertThat(build.code).isOne();
        assertThat(build.output)
                .contains(
                        "etcd kube-apiserver kube-controller-manager kube-scheduler kubectl not in " + empty,
                        "not on the PATH (found: no go)",
                        Binaries.VARIABLE);
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void endNothingThatTheyDidNotStart() throws IOException {
        Process other = new ProcessBuilder("/bin/sh", "-c", "exec tail -f /dev/null").start();
        try {
            Files.createDirectory(cluster);
            Files.writeString(cluster.resolve("pids"), other.pid() + " etcd\n999999999 kube-apiserver\n");

            assertThat(run(Map.of(), script("down"), cluster.toString())).isEqualTo(new Ended(0, ""));

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    private static String script(String name) {
        return SCRIPTS.resolve(name).toString();
    }

    private String kubectl(String... arguments) {
        String program = Binaries.built(System.getenv()).program("kubectl").toString();
        Ended ended = run(
                Map.of("KUBECONFIG", cluster.resolve("kubeconfig").toString()),
                Stream.concat(Stream.of(program), Arrays.stream(arguments)).toArray(String[]::new));
        assertThat(ended.code).as(ended.output).isZero();
        return ended.output;
    }

    private List<ProcessHandle> processes() throws IOException {
        return Files.readAllLines(cluster.resolve("pids")).stream()
                .map(line -> Long.parseLong(line.split(" ", 2)[0]))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** A process that ended has a number until its parent asks for its code, and no command. */
    private static boolean runs(ProcessHandle process) {
        return process.info().command().isPresent();
    }

    /** A PATH that has these programs and no others. */
    private Map<String, String> pathOf(String... programs) throws IOException {
        Path bin = Files.createTempDirectory(directory, "bin");
        for (String program : programs) {
            Path found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Path stub = Files.writeString(bin.resolve(program), "#!/bin/sh\nexec " + found + " \"$@\"\n");
            assertThat(stub.toFile().setExecutable(true)).isTrue();
        }
        return Map.of("PATH", bin.toString());
    }

    private Ended run(Map<String, String> environment, String... command) {
        try {
            Path output = Files.createTempFile(directory, "output", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end:\n" + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How a program ended, and what it printed. */
    private record Ended(int code, String output) {}
}
