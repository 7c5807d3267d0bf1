package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README and the pages of docs: their code is compiled, their links lead somewhere, and the index has each page.
 */
class DocsTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?m)^(.*)\n```java\n((?s:.*?))\n```");
    private static final Pattern MARK = Pattern.compile("<!-- snippet: ([\\w-]+) -->");
    private static final Pattern IN_CODE = Pattern.compile("// snippet: ([\\w-]+)\n(.*?)\\s*// end", Pattern.DOTALL);
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(TOP.resolve("README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void codeIsCompiled(Path page) throws IOException {
        Map<String, String> compiled = compiled();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            Matcher mark = MARK.matcher(block.group(1));
            assertThat(mark.matches())
                    .as("a line <!-- snippet: name --> before%n%s", block.group(2))
                    .isTrue();
            assertThat(compiled).containsEntry(mark.group(1), block.group(2));
        }
    }

    @Test
    void eachSnippetIsOnAPage() throws IOException {
        List<String> shown = new ArrayList<>();
        for (Path page : pages()) {
            MARK.matcher(Files.readString(page)).results().forEach(mark -> shown.add(mark.group(1)));
        }
        assertThat(shown).doesNotHaveDuplicates().containsAll(compiled().keySet());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        Matcher link = LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
        while (link.find()) {
            String target = link.group(1);
            if (target.startsWith("https://")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(file).as(target).isRegularFile();
            if (parts.length == 2) {
                assertThat(anchors(file)).as(target).contains(parts[1]);
            }
        }
    }

    @Test
    void theIndexHasEachPage() throws IOException {
        Path index = TOP.resolve("docs/README.md");
        List<String> linked = LINK.matcher(Files.readString(index))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(linked)
                .containsAll(pages().stream()
                        .filter(page -> page.startsWith(TOP.resolve("docs")) && !page.equals(index))
                        .map(page -> page.getFileName().toString())
                        .toList());
    }

    @Test
    void theReadmeIsTwoScreensLong() throws IOException {
        assertThat(Files.readAllLines(TOP.resolve("README.md"))).hasSizeLessThanOrEqualTo(130);
    }

    @Test
    void theRoleIsTheOneThatIsShipped() throws IOException {
        try (InputStream role =
                Objects.requireNonNull(KubernetesWorkloads.class.getResourceAsStream("cluster-role.yaml"))) {
            String shipped = new String(role.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Files.readString(TOP.resolve("docs/permissions.md")))
                    .contains(shipped.substring(shipped.indexOf("apiVersion")).strip());
        }
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Map<String, String> compiled() throws IOException {
        Map<String, String> snippets = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TOP)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> TOP.relativize(file).toString().matches("([\\w-]+/){1,2}src/(main|test)/java/.*"))
                    .toList();
            for (Path source : sources) {
                Matcher snippet = IN_CODE.matcher(Files.readString(source));
                while (snippet.find()) {
                    String text = snippet.group(2).stripIndent().strip();
                    assertThat(snippets.put(snippet.group(1), text))
                            .as("another snippet %s than in %s", snippet.group(1), source)
                            .isNull();
                }
            }
        }
        return snippets;
    }
}
