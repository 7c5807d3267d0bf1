package io.github.evenkeel.benchmarks.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final int REPETITIONS = 3;

    private ScaleComparison() {}

    /** Prints a table. */
    public static void main(String... line) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("evenkeel-benchmarks-");
        try (LargeCluster cluster = new LargeCluster(NODES, PODS_PER_NODE)) {
            System.out.println("| MB of JSON | lists raw s | preview s | ratio |\n|---:|---:|---:|---:|");
            for (int run = 0; run < REPETITIONS; run++) {
                Figures figures = preview(cluster, directory);
                System.out.printf(
                        Locale.ROOT,
                        "| %.0f | %.1f | %.1f | %.2f |%n",
                        figures.bytes() / 1e6,
                        figures.rawMillis() / 1e3,
                        figures.previewMillis() / 1e3,
                        (double) figures.previewMillis() / figures.rawMillis());
            }
        }
        // Servers have threads that go on.
        System.exit(0);
    }

    /** Runs {@link PreviewOnce} in a JVM of its own with a heap of 512 MiB. */
    static Figures preview(LargeCluster cluster, Path directory) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                PreviewOnce.class.getName()));
        command.addAll(cluster.addresses(directory).arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The preview failed:\n" + output);
        }
        return new ObjectMapper().readValue(output.substring(output.lastIndexOf("{\"rawMillis")), Figures.class);
    }
}
