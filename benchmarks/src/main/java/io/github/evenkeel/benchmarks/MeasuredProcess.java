package io.github.evenkeel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a process took, as Linux counts it. One at a time: CPU time is what this JVM's children have used that ended.
 *
 * @param started when
 * @param ended when
 * @param cpu user and system time of the whole process, its start included, to 10 ms
 * @param peakBytes most memory that it had resident
 * @param output what it printed
 */
record MeasuredProcess(Instant started, Instant ended, Duration cpu, long peakBytes, String output) {
    private static final Path OWN_TIMES = Path.of("/proc/self/stat");

    /** Of user times in Linux, on all its architectures. */
    private static final long TICKS_PER_SECOND = 100;

    /** Among the fields that follow the name, which is in brackets: user and system time of children that ended. */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;
    private static final long SAMPLE_MILLIS = 5;

    /**
     * Runs a program to its end.
     *
     * @throws IllegalStateException if it failed; quotes what it printed
     */
    static MeasuredProcess run(Path directory, List<String> command) {
        Path out = directory.resolve("output");
        try {
            long before = ticksOfChildren();
            Instant started = Instant.now();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            long peak = 0;
            while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakOf(process.pid()));
            }
            Instant ended = Instant.now();
            String output = Files.readString(out, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with code " + process.exitValue() + ":\n" + output);
            }
            long ticks = ticksOfChildren() - before;
            return new MeasuredProcess(
                    started, ended, Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND), peak, output);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't measure " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command.get(0) + " ran", e);
        }
    }

    private static long ticksOfChildren() throws IOException {
        String stat = Files.readString(OWN_TIMES);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
    }

    /** 0 where it has just ended. */
    private static long peakOf(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
