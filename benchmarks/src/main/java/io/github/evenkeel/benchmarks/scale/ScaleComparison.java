package io.github.evenkeel.benchmarks.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.evenkeel.benchmarks.Bound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Previews the upgrade of a cluster of 5,000 nodes with 150,000 pods in a small heap, beside reading its lists raw. */
public final class ScaleComparison {
    static final int NODES = 5_000;
    static final int PODS_PER_NODE = 30;
    private static final String GATE = "--gate";
    private static final double TWICE = 2;

    /** The first one warms the JVM up; then an odd number for the median. */
    private static final int ROUNDS = 6;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ScaleComparison() {}

    /** Prints a table; with {@code --gate}, exits with 1 if the preview takes more than twice as long. */
    public static void main(String... line) throws IOException, InterruptedException {
        if (line.length > 1 || (line.length == 1 && !line[0].equals(GATE))) {
            System.err.println("usage: ScaleComparison [" + GATE + "]");
            System.exit(2);
        }
        Path directory = Files.createTempDirectory("evenkeel-benchmarks-");
        List<Figures> rounds;
        try (LargeCluster cluster = new LargeCluster(NODES, PODS_PER_NODE)) {
            rounds = preview(cluster, directory, ROUNDS);
        }
        System.out.println("| JVM | MB of JSON | lists raw s | preview s | ratio |\n|---|---:|---:|---:|---:|");
        for (int number = 0; number < rounds.size(); number++) {
            Figures round = rounds.get(number);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.1f | %.1f | %.2f |%n",
                    number == 0 ? "cold" : "warm",
                    round.bytes() / 1e6,
                    round.rawMillis() / 1e3,
                    round.previewMillis() / 1e3,
                    round.ratio());
        }
        Bound bound = new Bound("preview by its lists read raw, median of the warm ones", median(rounds), TWICE);
        System.out.println(bound);
        // Servers have threads that go on.
        System.exit(line.length == 0 || bound.kept() ? 0 : 1);
    }

    private static double median(List<Figures> rounds) {
        double[] ratios =
                rounds.stream().skip(1).mapToDouble(Figures::ratio).sorted().toArray();
        return ratios[ratios.length / 2];
    }

    /** Runs {@link PreviewOnce} in a JVM of its own with a heap of 512 MiB. */
    static List<Figures> preview(LargeCluster cluster, Path directory, int rounds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                PreviewOnce.class.getName(),
                Integer.toString(rounds)));
        command.addAll(cluster.addresses(directory).arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The preview failed:\n" + output);
        }
        List<Figures> figures = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith("{\"rawMillis")) {
                figures.add(JSON.readValue(line, Figures.class));
            }
        }
        return figures;
    }
}
