package io.github.evenkeel.consumer;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is printed from {@link #captured()} on: by logs, and by whatever prints without them. */
final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Output() {}

    /** To be called before a logger is made, as some keep the stream that they find. */
    static Output captured() {
        Output output = new Output();
        PrintStream stream = new PrintStream(output.bytes, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        return output;
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
