package io.github.evenkeel.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** Where a command reads and prints: its results go to {@code out}, complaints to {@code err}. */
record Streams(InputStream in, PrintStream out, PrintStream err) {
    static Streams ofTheProcess() {
        return new Streams(System.in, System.out, System.err);
    }
}
