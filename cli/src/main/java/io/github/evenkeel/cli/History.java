package io.github.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.StepTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times of steps in the JSON report of an earlier roll. */
final class History implements ITypeConverter<StepTimes> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public StepTimes convert(String file) {
        return read(Path.of(file));
    }

    /**
     * Reads a report.
     *
     * @throws TypeConversionException if it can't be read, or is no report of a roll
     */
    static StepTimes read(Path file) {
        try {
            JsonNode report = JSON.readTree(Files.readString(file));
            List<StepRecord> steps = new ArrayList<>();
            if (report.path("outcome").asText().equals("COMPLETED")) {
                report.path("steps").forEach(step -> steps.add(record(step)));
            }
            for (JsonNode node : report.path("nodes")) {
                if (node.path("result").asText().equals("REPLACED")) {
                    node.path("steps").forEach(step -> steps.add(record(step)));
                }
            }
            if (steps.isEmpty()) {
                throw new TypeConversionException(
                        file + " has no steps of replaced nodes; needed is what --report writes");
            }
            return StepTimes.of(steps);
        } catch (IOException | DateTimeException e) {
            throw new TypeConversionException(file + " can't be read as the report of a roll: " + e);
        }
    }

    private static StepRecord record(JsonNode step) {
        return new StepRecord(
                Step.of(step.path("step").asText()),
                step.path("object").asText(),
                Instant.parse(step.path("started").asText()),
                Duration.ofMillis(Math.round(step.path("seconds").asDouble() * 1000)));
    }
}
