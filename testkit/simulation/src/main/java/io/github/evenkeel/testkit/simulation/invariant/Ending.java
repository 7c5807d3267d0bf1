package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.UpgradeReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable result of a run.
 *
 * @param outcome in a word
 * @param report of the run; null if it was refused
 * @param account readable reason; null if it completed
 * @param others reports of other processes that rolled the same cluster
 */
public record Ending(
        Outcome outcome, @Nullable UpgradeReport report, @Nullable String account, List<UpgradeReport> others) {
    /** Copies the collection. */
    public Ending {
        others = List.copyOf(others);
    }

    /** Of a single process. */
    public Ending(Outcome outcome, @Nullable UpgradeReport report, @Nullable String account) {
        this(outcome, report, account, List.of());
    }

    /** How several processes ended: as the one that completed; if none did, as the last that was not refused. */
    public static Ending of(List<Ending> all) {
        int decisive = 0;
        for (int i = 1; i < all.size(); i++) {
            Outcome now = all.get(i).outcome;
            Outcome before = all.get(decisive).outcome;
            boolean better = now == Outcome.COMPLETED || before != Outcome.COMPLETED;
            if (better && (now != Outcome.REFUSED || before == Outcome.REFUSED)) {
                decisive = i;
            }
        }
        List<UpgradeReport> others = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            UpgradeReport another = all.get(i).report;
            if (another != null && i != decisive) {
                others.add(another);
            }
        }
        Ending how = all.get(decisive);
        return new Ending(how.outcome, how.report, how.account, others);
    }

    /** Of all processes. */
    List<UpgradeReport> reports() {
        List<UpgradeReport> reports = new ArrayList<>(others);
        if (report != null) {
            reports.add(report);
        }
        return reports;
    }

    /** Outcome of a run. */
    public enum Outcome {
        /** All nodes are replaced. */
        COMPLETED,
        /** It stopped on the way. */
        STOPPED,
        /** It was asked to end. */
        CANCELLED,
        /** Its pod was evicted: another process goes on. */
        HANDED_OVER,
        /** It never began. */
        REFUSED
    }
}
