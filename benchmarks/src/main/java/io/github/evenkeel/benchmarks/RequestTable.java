package io.github.evenkeel.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Requests by verb and status as a table in Markdown: medians, each for itself. */
final class RequestTable {
    private RequestTable() {}

    static String of(List<Row> rows) {
        SortedSet<String> kinds = rows.stream()
                .flatMap(row -> row.runs().values().stream())
                .flatMap(List::stream)
                .flatMap(run -> run.byVerbAndStatus().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        StringBuilder table = new StringBuilder("| pods | budget | ready after | who | ")
                .append(String.join(" | ", kinds))
                .append(" |\n|---:|---|---:|---|")
                .append("---:|".repeat(kinds.size()))
                .append('\n');
        for (Row row : rows) {
            row.runs().keySet().stream().sorted().forEach(contender -> table.append(line(row, contender, kinds)));
        }
        return table.toString();
    }

    private static String line(Row row, Contender contender, SortedSet<String> kinds) {
        Workload workload = row.workload();
        return String.format(
                Locale.ROOT,
                "| %d | %s | %d s | %s | %s |%n",
                workload.pods(),
                workload.protection().title(),
                workload.ready().toSeconds(),
                contender.title(),
                kinds.stream()
                        .map(kind -> String.format(Locale.ROOT, "%.0f", count(row, contender, kind)))
                        .collect(Collectors.joining(" | ")));
    }

    private static double count(Row row, Contender contender, String kind) {
        return row.median(contender, run -> run.byVerbAndStatus().getOrDefault(kind, 0L));
    }
}
