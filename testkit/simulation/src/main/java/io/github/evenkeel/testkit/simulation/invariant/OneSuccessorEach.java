package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Each new machine takes the place of one node at most, by what the run reports and by what it keeps, also where
 * another process goes on. Reads the documented format of the journal. Once a user has edited that, the run may know no
 * more of what it has reported.
 */
final class OneSuccessorEach extends Invariant {
    private static final String NODE = "node.";
    private static final String SUCCESSOR = "newinstance=";

    /** Names of the replaced nodes, by the instance in their place. */
    private final Map<String, String> reported = new HashMap<>();

    private @Nullable Truth truth;

    OneSuccessorEach() {
        super("S17");
    }

    @Override
    void before(Act act, Truth now) {
        truth = now;
    }

    @Override
    void told(UpgradeEvent event, Truth now) {
        truth = now;
        if (event instanceof UpgradeEvent.NodeReplaced replaced) {
            NodeReport report = replaced.report();
            String successor = report.replacementInstanceId().orElse("");
            String before = successor.isEmpty() ? null : reported.put(successor, report.node());
            require(
                    before == null || before.equals(report.node()) || now.journalSpoilt,
                    "{} has taken the place of {}, and now of {}",
                    successor,
                    before,
                    report.node());
        }
    }

    @Override
    void called(Call call, String object, String whole, Call.Answer answer) {
        SortedMap<String, String> journal = truth == null || truth.journalSpoilt ? null : truth.journal;
        if (journal == null || call != Call.WRITE_JOURNAL) {
            return;
        }
        Map<String, String> claimed = new HashMap<>(reported);
        journal.forEach((key, text) -> successor(text)
                .filter(any -> key.startsWith(NODE))
                .ifPresent(successor -> {
                    String node = key.substring(NODE.length());
                    String before = claimed.put(successor, node);
                    require(
                            before == null || before.equals(node),
                            "{} is the successor of {}, and of {}",
                            successor,
                            before,
                            node);
                }));
    }

    private static Optional<String> successor(String entry) {
        return Arrays.stream(entry.split("&"))
                .filter(field -> field.startsWith(SUCCESSOR))
                .map(field -> field.substring(SUCCESSOR.length()))
                .findFirst();
    }
}
