package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
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

    @Test
    void theReadmesRoleIsTheOneThatIsShipped() throws IOException {
        try (InputStream role =
                Objects.requireNonNull(KubernetesWorkloads.class.getResourceAsStream("cluster-role.yaml"))) {
            String shipped = new String(role.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Files.readString(Path.of("..", "README.md")))
                    .contains(shipped.substring(shipped.indexOf("apiVersion")).strip());
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
