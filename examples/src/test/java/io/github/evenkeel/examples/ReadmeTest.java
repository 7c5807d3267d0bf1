package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's code is code that compiles. */
class ReadmeTest {
    private static final Pattern IN_README =
            Pattern.compile("<!-- snippet: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_CODE = Pattern.compile("// snippet: (\\w+)\n(.*?)\\s*// end", Pattern.DOTALL);

    @Test
    void theReadmesCodeIsCompiled() throws IOException {
        Map<String, String> told = snippets(IN_README, Path.of("..", "README.md"));
        Map<String, String> compiled =
                snippets(IN_CODE, Path.of("src/main/java/io/github/evenkeel/examples/Snippets.java"));
        assertThat(told).isNotEmpty().isEqualTo(compiled);
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
