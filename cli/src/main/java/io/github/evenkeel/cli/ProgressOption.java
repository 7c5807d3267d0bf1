package io.github.evenkeel.cli;

import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Option for how a command shows a roll while it goes on. */
final class ProgressOption {
    @Option(
            names = "--progress",
            paramLabel = "HOW",
            defaultValue = "auto",
            converter = ProgressNames.class,
            completionCandidates = ProgressNames.class,
            description = "live: a lane for each node, the latest events below; lines: a line for each event; auto, the"
                    + " default: live on a terminal, else lines")
    String progress = ProgressNames.AUTO;

    /** How it is shown on this stream. */
    View view(PrintStream out) {
        Optional<Terminal> terminal =
                switch (progress) {
                    case ProgressNames.LINES -> Optional.empty();
                    case ProgressNames.LIVE -> Terminal.ofTheProcess().or(() -> Optional.of(Terminal.unknown()));
                    default -> Terminal.ofTheProcess();
                };
        return terminal.<View>map(its -> new LiveView(its, out)).orElseGet(() -> new Lines(out));
    }

    /** What shows a roll. */
    interface View {
        /** The plan with what listens for this view. */
        UpgradePlan watching(UpgradePlan plan);

        /** Shows the roll until it is told to end that. */
        Following follow(Upgrade upgrade);

        /** Waits for the end, as {@link Upgrade#await()} does. */
        default UpgradeReport shownToItsEnd(Upgrade upgrade) throws InterruptedException {
            Following shown = follow(upgrade);
            try {
                return upgrade.await();
            } finally {
                shown.end();
            }
        }
    }

    /** A roll that is shown. */
    @FunctionalInterface
    interface Following {
        /** Shows it for the last time. */
        void end();
    }

    private record Lines(PrintStream out) implements View {
        @Override
        public UpgradePlan watching(UpgradePlan plan) {
            return plan.withListener(new Progress(out));
        }

        @Override
        public Following follow(Upgrade upgrade) {
            return () -> {};
        }
    }
}
