package io.github.evenkeel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of the page about ports is code that compiles, and the page names each contract. */
class PortsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "ports.md");
    private static final Path HERE = Path.of("src/test/java/io/github/evenkeel/testkit/contract");
    private static final Path CONTRACTS = Path.of("src/main/java/io/github/evenkeel/testkit/contract");
    private static final Pattern ON_PAGE =
            Pattern.compile("<!-- snippet: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_CODE = Pattern.compile("// snippet: (\\w+)\n(.*?)\\s*// end", Pattern.DOTALL);

    @Test
    void thePagesCodeIsCompiled() throws IOException {
        Map<String, String> compiled = snippets(IN_CODE, HERE.resolve("TcpProbe.java"));
        compiled.putAll(snippets(IN_CODE, HERE.resolve("TcpProbeTest.java")));

        assertThat(snippets(ON_PAGE, PAGE)).isNotEmpty().isEqualTo(compiled);
    }

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

    private static Map<String, String> snippets(Pattern form, Path file) throws IOException {
        Map<String, String> snippets = new TreeMap<>();
        Matcher matcher = form.matcher(Files.readString(file));
        while (matcher.find()) {
            snippets.put(matcher.group(1), matcher.group(2).stripIndent().strip());
        }
        return snippets;
    }
}
