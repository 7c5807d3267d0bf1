package io.github.evenkeel.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** Streams of a command: results go to {@code out}, error messages to {@code err}. */
record Streams(InputStream in, PrintStream out, PrintStream err) {
    static Streams ofTheProcess() {
        return new Streams(System.in, System.out, System.err);
    }
}
