package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Step;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Before each change, the journal has the entry of the run, and of the node that is changed. After the roll, the
 * journal says that it ended, and has no unfinished node. Reads the documented format of the journal.
 */
final class JournalFirst extends Invariant {
    private static final String NODE = "node.";

    /** Steps that add or remove backends. */
    private static final List<Step> WRITES = List.of(Step.SWAP_BACKENDS, Step.ADMIT_SUCCESSOR, Step.REMOVE_BACKENDS);

    private final Map<String, String> seen = new HashMap<>();

    /** What was in it when it was last opened. */
    private final Set<String> left = new HashSet<>();

    private @Nullable SortedMap<String, String> watched;

    JournalFirst() {
        super("S15");
    }

    @Override
    void before(Act act, Truth truth) {
        SortedMap<String, String> journal = truth.journal;
        watched = journal;
        if (journal == null || truth.journalSpoilt) {
            return; // what others have taken out of it, the run can't have in it
        }
        String run = journal.get("run");
        require(
                run != null && !run.contains("&state=ENDED"),
                "this is done: {}; the journal has of the run: {}",
                act,
                run);
        if (act instanceof Act.Add || act instanceof Act.Remove) {
            // If other clients replace machines meanwhile, the address does not show which node they belong to.
            require(
                    journal.entrySet().stream()
                            .anyMatch(entry -> entry.getKey().startsWith(NODE)
                                    && WRITES.stream().anyMatch(step -> reaches(entry.getValue(), step))),
                    "this is done: {}; the journal has {}",
                    act,
                    journal);
        }
        Step step = step(act);
        Machine machine = machine(act, truth);
        if (step != null && machine != null) {
            String entry = journal.get(NODE + machine.name);
            require(
                    entry != null && entry.contains("&instance=" + encoded(machine.instanceId)) && reaches(entry, step),
                    "this is done: {}; the journal has {}",
                    act,
                    entry);
        }
    }

    private static @Nullable Machine machine(Act act, Truth truth) {
        if (act instanceof Act.SetExclusion set) {
            return set.machine();
        }
        return act instanceof Act.Uncordon uncordon ? uncordon.machine() : Touched.by(act, truth);
    }

    private static boolean reaches(String entry, Step step) {
        return steps(entry, "begun").contains(step.id());
    }

    private static List<String> steps(String entry, String field) {
        return Arrays.stream(entry.split("&"))
                .filter(text -> text.startsWith(field + "="))
                .flatMap(
                        text -> Arrays.stream(text.substring(field.length() + 1).split("\\+")))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static @Nullable Step step(Act act) {
        if (act instanceof Act.Delete) {
            return Step.DELETE_NODE;
        }
        if (act instanceof Act.Cordon || act instanceof Act.Uncordon) {
            return Step.CORDON;
        }
        if (act instanceof Act.Evict) {
            return Step.EVICT;
        }
        if (act instanceof Act.SetExclusion) {
            return Step.EXCLUDE_NODE;
        }
        return act instanceof Act.Write write && write.stopsTraffic() ? Step.DRAIN_BACKENDS : null;
    }

    /**
     * A process that intends the next step of a node has confirmed the one before; a process that continues another's
     * run may find that one open.
     */
    @Override
    void called(Call call, String object, String whole, Call.Answer answer) {
        SortedMap<String, String> journal = watched;
        if (call == Call.OPEN_JOURNAL) {
            left.clear();
            seen.clear();
            left.addAll(journal == null ? List.of() : journal.values());
        } else if (journal != null && call == Call.WRITE_JOURNAL) {
            for (Map.Entry<String, String> entry : journal.entrySet()) {
                String before = entry.getKey().startsWith(NODE) ? seen.put(entry.getKey(), entry.getValue()) : null;
                require(
                        before == null
                                || !intended(before)
                                || left.contains(before)
                                || steps(before, "begun").equals(steps(entry.getValue(), "begun")),
                        "the journal has {} after {}, which was never confirmed",
                        entry.getValue(),
                        before);
            }
        }
    }

    private static boolean intended(String entry) {
        return !Set.copyOf(steps(entry, "done")).containsAll(steps(entry, "begun"));
    }

    @Override
    void end(Ending ending, Truth truth) {
        SortedMap<String, String> journal = truth.journal;
        if (journal != null && ending.outcome() == Ending.Outcome.COMPLETED && truth.runner != null) {
            for (Map.Entry<String, String> entry : journal.entrySet()) {
                require(
                        !entry.getKey().startsWith(NODE),
                        "all is done, and the journal has {}: {}",
                        entry.getKey(),
                        entry.getValue());
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
