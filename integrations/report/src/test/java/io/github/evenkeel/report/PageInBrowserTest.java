package io.github.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.testkit.simulation.SimulatedRun;
import io.github.evenkeel.testkit.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page as Chromium shows it. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageInBrowserTest {
    private static final long MOST_BYTES = 1024 * 1024;
    private static final long MOST_MILLIS = 1000;

    private final Browser browser = new Browser();

    private Path three = Path.of("");
    private Path many = Path.of("");
    private Path nasty = Path.of("");

    @BeforeAll
    void writePages(@TempDir Path files) throws IOException, InterruptedException {
        three = page(files.resolve("three.html"), simulated(3, 1));
        many = page(files.resolve("many.html"), simulated(500, 20));
        nasty = page(files.resolve("nasty.html"), Reports.rolled(12, 3));
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(browser.console()).isEmpty();
    }

    private static Path page(Path page, RollReport report) throws IOException {
        ReportPage.write(report, page);
        return page;
    }

    /** A roll of the simulation, as a recording has heard it. */
    private static RollReport simulated(int nodes, int abreast) throws InterruptedException {
        Recording recording = new Recording();
        SimulatedRun run = Simulation.of(11)
                .nodes(nodes)
                .withoutFaults()
                .rollout(Rollout.maxUnavailable(abreast))
                .planned(plan -> plan.withListener(recording))
                .run();
        return RollReport.of(run.report().orElseThrow()).withRecording(recording);
    }

    @ParameterizedTest
    @CsvSource({"3, 1280", "3, 400", "500, 1280", "500, 400", "12, 1280", "12, 400"})
    void itIsShownSoonAndWithoutFaults(int nodes, int width) throws IOException {
        Path page = nodes == 3 ? three : nodes == 500 ? many : nasty;
        assertThat(Files.size(page)).isLessThan(MOST_BYTES);

        long soonest = IntStream.range(0, 3)
                .mapToLong(time -> {
                    browser.open(page, width, "light");
                    return browser.number("document.documentElement.dataset.shown");
                })
                .min()
                .orElseThrow();
        assertThat(soonest).isLessThan(MOST_MILLIS);
        assertThat(browser.value("performance.getEntriesByType('resource').length"))
                .isEqualTo(0L);
        assertThat(browser.number("document.documentElement.scrollWidth"))
                .as("nothing has to be moved sideways")
                .isLessThanOrEqualTo(width);
        browser.screenshot(nodes + "-light-" + width);
        assertThat(browser.console()).isEmpty();
        assertThat(browser.faults()).isEmpty();

        browser.open(page, width, "dark");
        browser.screenshot(nodes + "-dark-" + width);
        assertThat(browser.console()).isEmpty();
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void namesAreTextWhateverIsInThem() {
        browser.open(nasty, 1280, "light");

        assertThat(browser.value("document.querySelectorAll('script').length")).isEqualTo(3L);
        assertThat(browser.value("document.querySelectorAll('b').length")).isEqualTo(0L);
        browser.element("#filter").sendKeys("<script>");
        assertThat(browser.element("#lanes").getText()).contains("</script>&\"</td>");
        browser.element("#events summary").click();
        assertThat(browser.element("#events table").getText()).contains("<b>cart</b>");
    }

    @Test
    void theKeyboardReachesWhyAWaitWaited() throws IOException {
        browser.open(nasty, 1280, "light");

        browser.element("#lanes").sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        browser.element("#lanes").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);

        assertThat(browser.element("#chosen").getText())
                .contains(
                        "10.0.10.4", "evict the node's pods", "waited", "disruption budget shop/db to let shop/db-0 go")
                .contains("eviction refused shop/db-0: disruption budget shop/db allows none");
        browser.screenshot("12-chosen");
    }

    @Test
    void aCloserLookShowsTheLanesOfThatTime() throws IOException {
        browser.open(many, 1280, "light");
        long all = browser.number("document.querySelectorAll('#lanes text').length");

        browser.element("#lanes").sendKeys("++++");

        assertThat(browser.number("document.querySelectorAll('#lanes text').length"))
                .isNotEqualTo(all);
        assertThat(browser.element("#axis").getText()).isNotBlank();
        browser.screenshot("500-closer");
        browser.element("#lanes").sendKeys("0");
        assertThat(browser.number("document.querySelectorAll('#lanes text').length"))
                .isEqualTo(all);
    }

    @Test
    void aCommandIsCopied() {
        browser.open(nasty, 1280, "light");

        browser.element(".copy").click();

        assertThat(browser.eventually("document.querySelector('.copy').textContent === 'Copied'"))
                .isTrue();
    }
}
