package io.github.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code oci} and {@code kubectl} commands, run against a sandbox that is served. System properties name them.
 *
 * @param errors where they write what went wrong
 */
record CommandLineTools(Serving serving, Path errors) {
    /** What {@code oci} prints; null if it prints nothing. */
    JsonNode oci(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("evenkeel.oci.cli"), "--endpoint", id("OCI_ENDPOINT")));
        command.addAll(List.of(arguments));
        return new ObjectMapper().readTree(serving.run(errors, command));
    }

    String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("evenkeel.kubectl")));
        command.addAll(List.of(arguments));
        return serving.run(errors, command);
    }

    /** What the sandbox has printed of a variable. */
    String id(String variable) {
        return serving.variables().getOrDefault(variable, "");
    }
}
