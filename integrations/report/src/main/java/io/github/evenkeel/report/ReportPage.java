package io.github.evenkeel.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as a page: one HTML file that loads nothing, for browsers of 2023 and later. A lane for each node has its
 * steps, waits, and what happened; below are the nodes that were ready and the backends that served.
 *
 * <p>A policy in the page (Content-Security-Policy) lets the browser run the page's own scripts alone, by their
 * digests.
 */
public final class ReportPage {
    /** More would make a page that is slow to open; all of them are in the JSON. */
    static final int MOST_MOMENTS = 20_000;

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private ReportPage() {}

    /** Returns the page. It takes some 100 KB, and 1 KB for each node. */
    public static String html(RollReport report) {
        String styles = resource("uplot/uPlot.min.css") + resource("page.css");
        String chart = resource("uplot/uPlot.iife.min.js");
        String script = resource("page.js");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("styleDigest", digest(styles));
        parts.put("chartDigest", digest(chart));
        parts.put("scriptDigest", digest(script));
        parts.put("styles", styles);
        parts.put("chartLicence", Html.escaped(resource("uplot/LICENSE")));
        parts.put("chart", chart);
        parts.put("script", script);
        parts.put("data", PageData.packed(report, MOST_MOMENTS));
        parts.put("title", Html.escaped("Roll " + report.runId() + ": " + new PageText(report).outcomeInWords()));
        parts.put("outcome", new PageText(report).outcome());
        parts.put("outcomeInWords", new PageText(report).outcomeInWords());
        parts.put("subject", new PageText(report).subject());
        parts.put("facts", new PageText(report).facts());
        parts.put("failure", new PageText(report).failure());
        parts.put("leftToDo", new PageText(report).leftToDo());
        parts.put("nodes", new PageText(report).nodes());
        parts.put("nodeCount", String.valueOf(report.nodes().size()));
        parts.put("more", new PageText(report).more());
        parts.put("leftOut", leftOut(report));
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    /** Writes the page to a file, in UTF-8; replaces one that is there. */
    public static void write(RollReport report, Path file) throws IOException {
        Files.writeString(file, html(report));
    }

    private static String leftOut(RollReport report) {
        int more = report.moments().size() - MOST_MOMENTS;
        return more > 0 ? "The page shows the first " + MOST_MOMENTS + " of them, the JSON has " + more + " more." : "";
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "evenkeel-report has no " + name + "; needed is a jar that Maven built");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
