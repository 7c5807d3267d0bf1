package io.github.evenkeel.kubernetes.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the real kubectl what it would do about the pods of a node. */
final class Kubectl {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Path program;
    private final Path kubeconfig;
    private final Path directory;

    /** @param directory for what kubectl says, and remembers of the server */
    Kubectl(Path program, Path kubeconfig, Path directory) {
        this.program = program;
        this.kubeconfig = kubeconfig;
        this.directory = directory;
    }

    KubectlAnswer drain(String node, Leniency leniency) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--kubeconfig=" + kubeconfig,
                "--cache-dir=" + directory.resolve("cache"),
                "drain",
                node,
                "--dry-run=client",
                "--ignore-daemonsets"));
        if (leniency.unmanaged()) {
            command.add("--force");
        }
        if (leniency.emptyDir()) {
            command.add("--delete-emptydir-data");
        }
        return run(command);
    }

    private KubectlAnswer run(List<String> command) {
        Path said = null;
        try {
            said = Files.createTempFile(directory, "drain", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
                throw new IllegalStateException(
                        "kubectl did not end within " + DEADLINE.toSeconds() + " s:\n" + Files.readString(said));
            }
            return KubectlAnswer.parse(process.exitValue(), Files.readString(said));
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl's answer in " + said, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
