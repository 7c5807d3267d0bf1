package io.github.evenkeel.testkit.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real kubectl, run against an API server. */
final class Kubectl {
    /** The system property that names the executable. */
    static final String EXECUTABLE = "evenkeel.kubectl";

    /**
     * What became of a command.
     *
     * @param code of its end
     * @param output what it wrote to both of its streams
     */
    record Result(int code, String output) {}

    private final Path directory;
    private final Path kubeconfig;

    Kubectl(KubernetesApi api, Path directory) throws IOException {
        this.directory = directory;
        kubeconfig = api.writeKubeconfig(directory);
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        }
    }

    /** Begins a command that does not end by itself; both of its streams are the process's input stream. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty(EXECUTABLE, "kubectl"), "--kubeconfig"));
        command.add(kubeconfig.toString());
        command.addAll(List.of("--cache-dir", directory.resolve("cache").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
