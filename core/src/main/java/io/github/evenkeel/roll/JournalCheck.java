package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Step;
import io.github.evenkeel.pool.PoolBaseline;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.state.InstancesEntry;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.run.state.RunEntry;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.run.state.ServingEntry;
import io.github.evenkeel.run.state.UnreadableEntryException;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.traffic.SavedMembership;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides by a journal's contents whether a run may begin or be recovered. Changes nothing and makes no call. */
final class JournalCheck {
    private final String name;

    JournalCheck(PlanSpec spec) {
        Journal journal = spec.continuity().journal();
        name = "journal" + (journal == null ? "" : " in " + journal.place());
    }

    /** The journal, for people. */
    String name() {
        return name;
    }

    /** What stands in the way of a new run. */
    Optional<Finding> againstBeginning(RunJournal runJournal) {
        return runJournal
                .underway()
                .map(before -> Finding.blocker(
                        name,
                        "run " + before.runId() + ", which is not finished" + nodes(runJournal.unfinished()),
                        "a journal without an unfinished run",
                        "recover() with the same plan; or finish it by hand and delete the journal"));
    }

    /**
     * What stands in the way of going on with the run before.
     *
     * @param runId that the plan gives; null if it goes on with any run
     */
    Optional<Finding> againstGoingOn(RunEntry before, RunEntry plan, @Nullable String runId) {
        if (runId != null && !runId.equals(before.runId())) {
            return Optional.of(Finding.blocker(
                    name,
                    "run " + before.runId() + ", which is not finished",
                    "run " + runId + ", or a journal without an unfinished run",
                    "recover() with withRunId(\"" + before.runId() + "\"), or without an id; or finish that run by hand"
                            + " and delete the journal"));
        }
        List<String> differences = before.differences(plan);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.blocker(
                        name,
                        "run " + before.runId() + " of another plan; this one has " + String.join(", ", differences),
                        "the plan that was begun",
                        "recover with that plan, or finish the run by hand and delete the journal"));
    }

    /** What this version does not understand. */
    Finding unreadable(UnreadableEntryException e) {
        return Finding.blocker(
                "entry '" + e.key() + "' of the " + name,
                String.valueOf(e.getMessage()),
                "what a run has written, in version " + RunJournal.VERSION + " of the format",
                "if another version of this library wrote it, recover with that version, or delete the journal if its run has"
                        + " ended; else correct it, or delete the journal and check the cluster by hand");
    }

    /** What was left out. */
    static List<Finding> damages(RunJournal runJournal) {
        return Stream.concat(
                        runJournal.damages().stream()
                                .map(what -> Finding.warning(
                                        "journal", what, "all of it", "see that what was done is as the report says")),
                        unknownSteps(runJournal).stream())
                .toList();
    }

    /**
     * Reads what the slices keep of the nodes that are unfinished: a run that goes on with them must understand it
     * before it touches anything.
     *
     * @throws UnreadableEntryException if no run has written it so
     */
    static void requireReadable(RunJournal runJournal) {
        Set<String> counted = runJournal
                .serving()
                .map(ServingEntry::baseline)
                .map(Map::keySet)
                .orElse(Set.of());
        Set<String> pools =
                runJournal.instances().stream().map(InstancesEntry::poolId).collect(Collectors.toSet());
        runJournal.surges().forEach(surge -> requireInstances(pools, surge.poolId(), "surge." + surge.poolId()));
        for (NodeState node : runJournal.unfinished()) {
            requireInstances(pools, node.poolId(), "node." + node.name());
            try {
                Objects.requireNonNull(PoolBaseline.read(node), "a baseline is read, or refused");
                SavedMembership.read(node).forEach(backend -> requireCounted(node, backend.setKey(), counted));
            } catch (IllegalArgumentException e) {
                throw new UnreadableEntryException("node." + node.name(), e);
            }
        }
    }

    /** The instances of a pool are written with the first entry that concerns it: without them, all would be new. */
    private static void requireInstances(Set<String> pools, String poolId, String key) {
        if (!pools.contains(poolId)) {
            throw new UnreadableEntryException(
                    "instances." + poolId, new IllegalArgumentException("none, beside " + key));
        }
    }

    /** What served is written before a node's first backend is drained: a count that is made later would be too low. */
    private static void requireCounted(NodeState node, String set, Set<String> counted) {
        if (!counted.contains(set)) {
            throw new UnreadableEntryException(
                    "serving",
                    new IllegalArgumentException("no number for backend set " + set + ", beside node." + node.name()));
        }
    }

    /** What another version of this library has begun and this one does not know. */
    private static List<Finding> unknownSteps(RunJournal runJournal) {
        return runJournal.unfinished().stream()
                .flatMap(node -> node.begun().stream()
                        .filter(step -> !step.isKnown())
                        .map(step -> Finding.warning(
                                "node " + node.name(),
                                "step " + step.id() + " of another version of this library was begun with it",
                                "steps that this version knows",
                                "see what that version's documentation says of the step: it is not undone here")))
                .toList();
    }

    private static String nodes(List<NodeState> unfinished) {
        return unfinished.stream()
                .map(node -> "; node " + node.name() + " at '"
                        + node.last().map(Step::words).orElse("") + "'")
                .collect(Collectors.joining());
    }
}
