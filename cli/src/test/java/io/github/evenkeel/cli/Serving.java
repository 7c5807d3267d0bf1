package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code evenkeel sandbox serve} in a process of its own, and programs that are run against it. */
final class Serving implements AutoCloseable {
    /** The SDK's switch for the warning of streams that have to be closed. */
    static final String EXTRA_STREAM_LOGS = "-Doci.javasdk.extra.stream.logs.enabled=";

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Process process;
    private final BufferedReader out;

    private Serving(Process process) throws IOException {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null && !line.equals("READY"); line = out.readLine()) {
            String[] pair = line.split("=", 2);
            assertThat(pair).as(line).hasSize(2);
            variables.put(pair[0], pair[1]);
        }
    }

    static Serving start(String... options) throws IOException {
        List<String> command = java(Main.class, "-Xmx256m", "sandbox", "serve");
        command.addAll(List.of(options));
        return new Serving(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What it printed. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** Ends its input, waits for it to end, and reads the figures of the traffic. */
    JsonNode end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        StringBuilder figures = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            figures.append(line);
        }
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return new ObjectMapper().readTree(figures.toString());
    }

    /** Runs a program with the variables in its environment; answers with what it printed. */
    String run(Path errors, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("SUPPRESS_LABEL_WARNING", "True");
        builder.environment().put("OCI_CLI_SUPPRESS_FILE_PERMISSIONS_WARNING", "True");
        Process program = builder.start();
        program.getOutputStream().close();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as("%s%n%s", command, errors).isZero();
        return printed;
    }

    /**
     * The command line of one of this module's programs, with the log of its own, not that of the tests, and without
     * the one line that the SDK warns of each time.
     */
    static List<String> java(Class<?> main, String option, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=logback.xml",
                EXTRA_STREAM_LOGS + "false",
                option,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
