package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page about the command line has the exit codes of each command, in the words of its help. */
class ExitCodesTest {
    private static final Path PAGE = Path.of("..", "docs", "command-line.md");

    @Test
    void thePageHasThoseOfTheHelp() throws IOException {
        List<String> rows = new ArrayList<>();
        collect("", new Commands(new Printed().streams).thatServe(), rows);

        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.matches("\\| `[a-z ]+` \\| \\d \\|.*"))
                .containsExactlyElementsOf(rows);
    }

    private static void collect(String name, CommandLine command, List<String> rows) {
        if (!name.isEmpty()) {
            Map<String, String> codes = command.getCommandSpec().usageMessage().exitCodeList();
            codes.forEach((code, words) -> rows.add("| `" + name + "` | " + code + " | " + words + " |"));
        }
        command.getSubcommands().forEach((part, below) -> {
            if (!part.equals("help")) {
                collect((name + " " + part).strip(), below, rows);
            }
        });
    }
}
