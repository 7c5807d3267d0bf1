package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roll on a terminal, which the program {@code script} plays. */
class LiveOnTerminalTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    private final Printed printed = new Printed();

    @Test
    void drawsLanesOverEachOther(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SCRIPT), "script is not there");
        String roll = Serving.java(Main.class, "-Xmx256m", "sandbox", "roll", "--nodes", "2").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path typescript = directory.resolve("typescript");
        ProcessBuilder terminal = new ProcessBuilder(
                SCRIPT.toString(), "-q", "-e", "-c", "stty rows 30 cols 90; " + roll, typescript.toString());
        terminal.environment().put("TERM", "xterm");
        terminal.environment().remove("NO_COLOR");
        Process process = terminal.redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("shown").toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(typescript)).isZero();

        String shown = Files.readString(typescript);
        assertThat(shown).contains("\u001b[33m", "\u001b[32m", "A\r", " left\u001b[K", "0 failed");
        List<String> lastPicture = shown.substring(shown.lastIndexOf(" of 2 nodes"))
                .replace("\r", "")
                .lines()
                .toList();
        assertThat(lastPicture.get(0)).startsWith(" of 2 nodes  00:");
        assertThat(lastPicture.subList(1, 3))
                .allSatisfy(line -> assertThat(line).contains("[####################]  replaced by 10.0.10."));
        assertThat(shown.replaceAll("\u001b\\[[0-9]*[a-zA-Z]", "").lines())
                .filteredOn(line -> line.contains("  ["))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
    }

    @Test
    void anotherWayToShowItIsRefused() {
        assertThat(printed.run("sandbox", "roll", "--progress", "film")).isEqualTo(2);
        assertThat(printed.err()).contains("'film' is not one of auto, live, lines");
    }
}
