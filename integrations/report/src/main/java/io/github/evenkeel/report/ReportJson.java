package io.github.evenkeel.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JSON of a report: {@code docs/report.md} describes it, and {@code report.schema.json} beside this class is its
 * JSON Schema.
 *
 * <p>Its version is {@value #VERSION}. A version with the same first number has the same fields and maybe more; a
 * reader ignores those that it does not know. A field that is removed, or means something else, makes the first number
 * greater.
 */
public final class ReportJson {
    /** Of the JSON that is written. */
    public static final String VERSION = "1.0";

    private ReportJson() {}

    /** Returns the report as JSON, with a line break at its end. */
    public static String write(RollReport report) {
        return ReportWriter.write(report);
    }

    /** Writes the report to a file, in UTF-8; replaces one that is there. */
    public static void write(RollReport report, Path file) throws IOException {
        Files.writeString(file, write(report));
    }

    /**
     * Reads a report. One without a version is from before there were versions, and is read as well.
     *
     * @throws UnreadableReportException if it is no JSON, if a field is missing or has another type, or if the first
     *     number of its version is greater than that of {@value #VERSION}
     */
    public static RollReport read(String json) {
        return ReportReader.read(json);
    }

    /**
     * Reads a report from a file, as above.
     *
     * @throws UnreadableReportException as above
     * @throws IOException if the file can't be read
     */
    public static RollReport read(Path file) throws IOException {
        return read(Files.readString(file));
    }
}
