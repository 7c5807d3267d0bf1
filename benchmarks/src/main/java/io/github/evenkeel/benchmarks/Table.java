package io.github.evenkeel.benchmarks;

import java.util.List;
import java.util.Locale;

/** Rows as a table that people read, in Markdown. */
final class Table {
    private static final String HEAD =
            """
            | pods | budget | ready after | wall s: kubectl | evenkeel | ratio | requests (429): kubectl | evenkeel | ratio | CPU s: kubectl | evenkeel | of the drain alone | peak MiB: kubectl | evenkeel | of critical path |
            |---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private Table() {}

    static String of(List<Row> rows) {
        StringBuilder table = new StringBuilder(HEAD);
        for (Row row : rows) {
            row.runs().keySet().stream()
                    .filter(contender -> contender != Contender.KUBECTL)
                    .sorted()
                    .forEach(contender -> table.append(line(row, contender)));
        }
        return table.toString();
    }

    private static String line(Row row, Contender ours) {
        Contender kubectl = Contender.KUBECTL;
        String note = ours == Contender.EVENKEEL ? "" : " (" + ours.title() + ")";
        return String.format(
                Locale.ROOT,
                "| %d | %s%s | %d s | %.1f | %.1f | %.2f | %s | %s | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %s |%n",
                row.workload().pods(),
                row.workload().protection().title(),
                note,
                row.workload().ready().toSeconds(),
                row.kubectlBeside(ours),
                row.wall(ours),
                row.wall(ours) / row.kubectlBeside(ours),
                requests(row, kubectl),
                requests(row, ours),
                row.requests(ours) / row.requests(kubectl),
                cpu(row, kubectl),
                cpu(row, ours),
                row.median(ours, run -> Row.seconds(run.drainCpu())),
                mebibytes(row, kubectl),
                mebibytes(row, ours),
                row.workload()
                        .criticalPath()
                        .map(path -> String.format(Locale.ROOT, "%.2f", row.wall(ours) / Row.seconds(path)))
                        .orElse(""));
    }

    private static String requests(Row row, Contender contender) {
        return String.format(
                Locale.ROOT, "%.0f (%.0f)", row.requests(contender), row.median(contender, Measurement::refused));
    }

    private static double cpu(Row row, Contender contender) {
        return row.median(contender, run -> Row.seconds(run.cpu()));
    }

    private static double mebibytes(Row row, Contender contender) {
        return row.median(contender, Measurement::peakBytes) / (1 << 20);
    }
}
