package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of {@code evenkeel completion}, in real shells. */
class CompletionTest {
    private final Printed printed = new Printed();
    private Path script;
    private Path output;

    @BeforeEach
    void files(@TempDir Path directory) {
        script = directory.resolve("completion");
        output = directory.resolve("output");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pl | plan",
                "sandbox ro | roll",
                "sandbox roll --exp | --exposure",
                "sandbox roll --exposure service | service,service-nlb",
                "roll --service | --service-load-balancers",
                "completion z | zsh"
            })
    void bashCompletesCommandsOptionsAndValues(String line, String expected) throws Exception {
        generate("bash");
        List<String> command = new ArrayList<>(List.of("bash", resource("complete.bash"), script.toString()));
        command.addAll(List.of(line.split(" ")));

        assertThat(run(command).split("\n")).containsExactly(expected.split(","));
    }

    @Test
    void zshCompletesCommandsOptionsAndValues() throws Exception {
        assumeTrue(isThere("zsh"), "zsh is not there");
        generate("zsh");

        assertThat(run(List.of(
                        "zsh",
                        "-f",
                        resource("complete.zsh"),
                        script.toString(),
                        "evenkeel sandb\t rol\t --expo\t nl\t")))
                .isEqualTo("sandbox roll --exposure nlb");
    }

    @Test
    void anotherShellIsRefused() {
        assertThat(printed.run("completion", "fish")).isEqualTo(2);
        assertThat(printed.err()).contains("fish", "bash, zsh");
        assertThat(printed.run("completion")).isEqualTo(2);
        assertThat(printed.err()).contains("SHELL");
    }

    private void generate(String shell) throws IOException {
        assertThat(printed.run("completion", shell)).isZero();
        Files.writeString(script, printed.out());
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).strip();
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(CompletionTest.class.getResource(name))
                        .toURI())
                .toString();
    }
}
