package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A seed that was found by one process is repeated by another: the order of sets is salted in each. */
@Execution(ExecutionMode.CONCURRENT)
class AnotherJvmTest {
    @Test
    void repeatsTheSameSeedsToTheLetter(@TempDir Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("digests");
        Process another = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogDigests.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> here = LogDigests.all();
        try {
            assertThat(another.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            another.destroyForcibly();
        }
        assertThat(another.exitValue()).isZero();
        assertThat(Files.readAllLines(output, StandardCharsets.UTF_8))
                .filteredOn(line -> line.matches("\\d+: [0-9a-f]{64} [0-9a-f]{64}"))
                .isEqualTo(here);
    }
}
