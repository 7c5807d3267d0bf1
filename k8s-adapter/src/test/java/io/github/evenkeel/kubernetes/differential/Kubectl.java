package io.github.evenkeel.kubernetes.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks the real kubectl what it would do about the pods of a node. */
final class Kubectl {
    private final Path program;
    private final Path kubeconfig;
    private final Path cache;

    /** @param directory for what kubectl remembers of the server */
    Kubectl(Path program, Path kubeconfig, Path directory) {
        this.program = program;
        this.kubeconfig = kubeconfig;
        this.cache = directory.resolve("cache");
    }

    KubectlAnswer drain(String node, Leniency leniency) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--kubeconfig=" + kubeconfig,
                "--cache-dir=" + cache,
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
        return KubectlAnswer.parse(run(command));
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                process.waitFor();
                return text;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
