package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The events of a watch over plain HTTP, one line each. */
final class StreamedWatch implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader lines;
    final int statusCode;

    StreamedWatch(HttpResponse<InputStream> answer) {
        statusCode = answer.statusCode();
        lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** Waits for an event; null at the end. */
    @Nullable
    JsonNode next() throws IOException {
        String line = lines.readLine();
        return line == null ? null : JSON.readTree(line);
    }

    /** Waits for an event: its type, and the name of its object. */
    String nextInShort() throws IOException {
        JsonNode event = next();
        return event == null
                ? "END"
                : event.path("type").asText() + " "
                        + event.path("object").path("metadata").path("name").asText();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
