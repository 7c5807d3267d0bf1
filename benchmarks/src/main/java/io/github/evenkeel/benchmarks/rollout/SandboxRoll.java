package io.github.evenkeel.benchmarks.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Roll of a sandbox by {@code evenkeel sandbox roll}, as its report has it.
 *
 * @param makespan seconds from the first change of a node to the end of the last one
 * @param sent requests of its traffic
 * @param failed those of them that failed
 * @param unavailable most nodes that were out of service at once
 * @param machines most machines that there were at once
 */
record SandboxRoll(double makespan, long sent, long failed, int unavailable, int machines) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Runs the program.
     *
     * @param options of the command
     * @throws IllegalStateException if the roll did not complete
     */
    static SandboxRoll run(Path directory, List<String> options) throws IOException, InterruptedException {
        Path file = directory.resolve("roll.json");
        Path output = directory.resolve("output");
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("evenkeel.program"), "sandbox", "roll", "--report"));
        command.add(file.toString());
        command.addAll(options);
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        JsonNode report = status > 1 ? JSON.nullNode() : JSON.readTree(file.toFile());
        if (!report.path("outcome").asText().equals("COMPLETED")) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with code " + status + ":\n" + Files.readString(output));
        }
        JsonNode requests = report.path("requests");
        return new SandboxRoll(
                report.path("makespan").asDouble(),
                requests.path("sent").asLong(),
                requests.path("failed").asLong(),
                report.path("peakUnavailable").asInt(),
                report.path("peakMachines").asInt());
    }
}
