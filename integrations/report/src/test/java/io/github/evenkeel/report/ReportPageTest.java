package io.github.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    @Test
    void nothingOfTheDataIsMarkup() {
        String page = ReportPage.html(Reports.rolled(3, 1));

        assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
        assertThat(page).doesNotContain("<script>alert", "<b>cart");
        assertThat(count(page, "<script")).as("data, uPlot, and the page's own").isEqualTo(3);
    }

    @Test
    void itLoadsNothing() {
        String page = ReportPage.html(Reports.full());

        assertThat(page).contains("default-src 'none'");
        Matcher loaded = Pattern.compile("(?:src|href)=\"(?!#|data:,\")[^\"]*\"|@import|url\\(")
                .matcher(page);
        assertThat(loaded.results().map(found -> found.group())).isEmpty();
    }

    @Test
    void fiveHundredNodesFitInOneMebibyte() {
        assertThat(ReportPage.html(Reports.rolled(500, 10)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(1024 * 1024);
    }

    @Test
    void whatIsLeftToDoIsThereWithoutScripts(@TempDir Path files) throws IOException {
        Path file = files.resolve("roll.html");
        ReportPage.write(ReportJson.read(ReportJson.write(Reports.full())), file);

        assertThat(Files.readString(file).replaceAll("(?s)<script.*?</script>", ""))
                .contains("kubectl uncordon 10.0.10.3", "uncordon the node", "Why it stopped", "request-7")
                .contains("10.0.10.5", "left aside", "HTTP 503", "approved by ann", "Deployment default/web");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
