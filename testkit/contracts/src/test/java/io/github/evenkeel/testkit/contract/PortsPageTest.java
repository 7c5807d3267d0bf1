package io.github.evenkeel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about ports names each contract. */
class PortsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "ports.md");
    private static final Path CONTRACTS = Path.of("src/main/java/io/github/evenkeel/testkit/contract");

    @Test
    void thePageNamesEachContract() throws IOException {
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            assertThat(Files.readString(PAGE))
                    .contains(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Contract.java"))
                            .map(name -> "`" + name.replace(".java", "`"))
                            .toList());
        }
    }
}
