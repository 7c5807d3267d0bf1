package io.github.evenkeel.testkit.simulation;

import io.github.evenkeel.testkit.simulation.world.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/** A digest of the log of each of some seeds, a line each; as a program, prints them. */
final class LogDigests {
    private static final long SEEDS = 120;

    private LogDigests() {}

    public static void main(String... none) {
        all().forEach(System.out::println);
    }

    /** Also of those in which two processes name each other. */
    static List<String> all() {
        return LongStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> seed + ": " + digest(Simulation.of(seed)) + " "
                        + digest(Simulation.of(seed).withFault(Fault.DOUBLED, 3).withFault(Fault.BACKEND_WEIGHED, 2)))
                .toList();
    }

    private static String digest(Simulation simulation) {
        try {
            byte[] log = String.join("\n", simulation.logged().run().log()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(log));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
