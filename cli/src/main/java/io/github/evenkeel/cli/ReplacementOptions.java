package io.github.evenkeel.cli;

import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.UpgradePlan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of a roll that does not upgrade: which nodes it replaces, or to which version pools go back. */
final class ReplacementOptions {
    @Option(
            names = "--replacing",
            paramLabel = "NODES",
            description = "replaces these nodes at their pool's version, and no others: names, or a label selector such"
                    + " as tier=web,!spot; may be repeated")
    List<String> replacing = List.of();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "replaces nodes that joined longer ago than that, such as 30d or 12h, beside those of"
                    + " --replacing")
    Optional<String> olderThan = Optional.empty();

    @Option(
            names = "--newest-images",
            description = "gives each pool the newest image of its version and kind, and replaces its nodes")
    boolean newestImages;

    @Option(
            names = "--roll-back-to",
            paramLabel = "VERSION",
            description = "takes the pools back to an older version, and replaces newer nodes; the control plane stays")
    Optional<String> rollBackTo = Optional.empty();

    /**
     * The plan with what the options say.
     *
     * @throws UsageException that names the option that can't be read, or does not go with another one
     */
    UpgradePlan applyTo(UpgradePlan plan) {
        UpgradePlan changed = plan;
        for (String nodes : replacing) {
            UpgradePlan before = changed;
            changed = RolloutOptions.read("--replacing", () -> before.replacing(RolloutOptions.selection(nodes)));
        }
        if (olderThan.isPresent()) {
            UpgradePlan before = changed;
            String age = olderThan.get();
            changed = RolloutOptions.read(
                    "--older-than", () -> before.replacing(NodeSelection.olderThan(RolloutOptions.time(age))));
        }
        if (rollBackTo.isPresent()) {
            UpgradePlan before = changed;
            String version = rollBackTo.get();
            changed = RolloutOptions.read("--roll-back-to", () -> before.rollingBackTo(version));
        }
        return newestImages ? changed.withNewestNodeImages() : changed;
    }
}
