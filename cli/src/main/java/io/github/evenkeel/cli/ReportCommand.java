package io.github.evenkeel.cli;

import io.github.evenkeel.report.ReportJson;
import io.github.evenkeel.report.ReportPage;
import io.github.evenkeel.report.RollReport;
import io.github.evenkeel.report.UnreadableReportException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a page of a report that {@code --report} wrote. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Makes a page for a browser of a report that --report wrote.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the page is written",
            "1:the page can't be written",
            "2:the command line is wrong, or the file is no report"
        })
final class ReportCommand implements Callable<Integer> {
    private static final String JSON = ".json";

    @Parameters(paramLabel = "REPORT", description = "JSON file of a roll, from --report")
    Path report = Path.of("");

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "where to write the page; without it, beside the report, with .html in place of .json")
    Optional<Path> page = Optional.empty();

    private final PrintStream out;

    ReportCommand(Streams streams) {
        out = streams.out();
    }

    @Override
    public Integer call() throws IOException {
        ReportOption.check("--html", page);
        RollReport read = read();
        Path file = page.orElseGet(this::beside);
        ReportPage.write(read, file);
        out.println("wrote " + file);
        return 0;
    }

    private RollReport read() {
        try {
            return ReportJson.read(report);
        } catch (IOException e) {
            throw new UsageException("the report can't be read: " + e);
        } catch (UnreadableReportException e) {
            throw new UsageException(report + ": " + e.getMessage());
        }
    }

    private Path beside() {
        String name = String.valueOf(report.getFileName());
        String plain = name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
        return report.resolveSibling(plain + ".html");
    }
}
