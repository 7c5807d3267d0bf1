package io.github.evenkeel.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of this project's pages, without their Javadoc. */
class SiteTest {
    private static final Path SOURCES = Path.of("..");

    private final Path site;

    SiteTest(@TempDir Path site) throws IOException {
        this.site = site;
        Files.createDirectories(site.resolve("apidocs"));
        Files.writeString(site.resolve("apidocs/index.html"), "<a href=\"elsewhere\">");
    }

    @Test
    void hasEachPageOfDocsAndNoBrokenLink() throws IOException {
        new Site(SOURCES, site).make();

        assertThat(new SiteLinks(site).broken()).isEmpty();
        try (Stream<Path> pages = Files.list(SOURCES.resolve("docs"))) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(name -> name.endsWith(".md"))
                            .map(Site::htmlPath))
                    .isNotEmpty()
                    .allSatisfy(name ->
                            assertThat(site.resolve("docs").resolve(name)).exists());
        }
        assertThat(site.resolve("examples/in-cluster/job.yaml"))
                .hasSameTextualContentAs(SOURCES.resolve("examples/in-cluster/job.yaml"));
    }

    @Test
    void rendersTablesCodeAndHeadings(@TempDir Path sources) throws IOException {
        Files.writeString(
                sources.resolve("README.md"),
                """
                # A `b` & c

                | x | y |
                |---|---|
                | 1 | [2](two.md#part-two) |

                ```java
                List<String> a;
                ```
                """);
        Files.writeString(sources.resolve("two.md"), "# Two\n\n## Part two\n\n[back](README.md)\n");
        assertThat(new Site(sources, site).make()).isEqualTo(2);

        assertThat(site.resolve("index.html"))
                .content()
                .contains("<title>A b &amp; c - Evenkeel</title>")
                .contains("<td><a href=\"two.html#part-two\">2</a></td>")
                .contains("List&lt;String&gt; a;");
        assertThat(site.resolve("two.html")).content().contains("<h2 id=\"part-two\">", "<a href=\"index.html\">back");
    }

    @Test
    void namesEachBrokenLink(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("README.md"), "# One\n\n[a](none.md) [b](#none) [c](https://example.com/)\n");
        new Site(sources, site).make();

        assertThat(new SiteLinks(site).broken())
                .contains("index.html: none.html", "index.html: #none")
                .doesNotContain("index.html: https://example.com/");
    }
}
