package io.github.evenkeel.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What commands print that are run in this process. */
final class Printed {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final Streams streams = new Streams(InputStream.nullInputStream(), stream(out), stream(err));

    /** Runs a command line; {@link #out()} is what it printed, {@link #err()} what all have complained of. */
    int run(String... line) {
        out.reset();
        return Main.run(streams, line);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
