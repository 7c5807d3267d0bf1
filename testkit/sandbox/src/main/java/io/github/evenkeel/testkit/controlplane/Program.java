package io.github.evenkeel.testkit.controlplane;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Server process that ends with this JVM at the latest, even if that is killed. Thread-safe. */
final class Program implements AutoCloseable {
    /**
     * Becomes the program, and leaves a watch behind that ends it when its standard input does. That is a pipe which
     * the system closes along with this JVM, whatever the JVM ends of; a shutdown hook would not run if it is killed.
     * Signals to the whole group, as of Ctrl-C, end the JVM, and not the watch before its work is done.
     */
    private static final List<String> UNDER_WATCH = List.of(
            "/bin/sh",
            "-c",
            "exec 3<&0 </dev/null; { trap '' HUP INT TERM; cat <&3 >/dev/null; kill -9 $$; } & exec \"$@\" 3<&-",
            "under-watch");

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int QUOTED_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Void> watchEnded;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        // At once, before the number can be another process's.
        watchEnded = process.onExit().thenAccept(Program::endWatch);
    }

    /**
     * Starts the program.
     *
     * @param directory where its log goes, by the name of the program
     */
    static Program start(Path executable, Path directory, List<String> arguments) {
        String name = executable.getFileName().toString();
        Path log = directory.resolve(name + ".log");
        List<String> command = new ArrayList<>(UNDER_WATCH);
        command.add(executable.toAbsolutePath().toString());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Program(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't start " + executable, e);
        }
    }

    /**
     * Waits until a condition holds.
     *
     * @throws IllegalStateException if the program ended instead, or the time is over; quotes the end of the log
     */
    void await(String what, Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (endsWithin(POLL)) {
                throw new IllegalStateException(
                        name + " ended with code " + process.exitValue() + " before " + what + ":\n" + endOfLog());
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new IllegalStateException(
                        name + " runs, but " + limit.toMillis() + " ms passed before " + what + ":\n" + endOfLog());
            }
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Whether it ended since another process has its port. */
    boolean lostItsPort() {
        return !process.isAlive() && endOfLog().contains("address already in use");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Kills it, as a machine that fails would, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        if (!endsWithin(Duration.ofSeconds(30))) {
            throw new IllegalStateException(name + ", process " + process.pid() + ", was killed and still runs");
        }
        watchEnded.join();
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, e);
        }
    }

    private String endOfLog() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log can't be read: " + e.getMessage() + ")";
        }
    }

    private static void endWatch(Process ended) {
        try (OutputStream watched = ended.getOutputStream()) {
            watched.flush();
        } catch (IOException e) {
            // The watch has gone already, and there is nothing left for it to do.
            return;
        }
    }
}
