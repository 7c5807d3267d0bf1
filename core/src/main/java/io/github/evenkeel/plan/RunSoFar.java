package io.github.evenkeel.plan;

import io.github.evenkeel.run.state.WavesEntry;
import io.github.evenkeel.spi.ClusterNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a run has done and decided before the rest of its plan is decided.
 *
 * @param runId of the run
 * @param made names of the nodes that it has made; empty if it begins only now
 * @param leftAside UIDs of the nodes that it has left aside here
 * @param waves that it has decided; empty if it begins only now
 */
public record RunSoFar(String runId, Optional<Set<String>> made, Set<String> leftAside, Optional<WavesEntry> waves) {
    /** Copies the set. */
    public RunSoFar {
        leftAside = Set.copyOf(leftAside);
    }

    /** Whether it has left the node aside, here or in another process. */
    boolean hasLeftAside(ClusterNode node) {
        return leftAside.contains(node.uid()) || QuarantineMark.isOn(node, runId);
    }

    /** Whether an earlier process has begun it. */
    boolean hasBegun() {
        return made.isPresent();
    }

    /** Tells which nodes the run decided to replace when it began. Older journals have only those that it has made. */
    Predicate<ClusterNode> decided() {
        Optional<Set<String>> nodes = waves.map(WavesEntry::nodes);
        return node -> nodes.map(uids -> uids.contains(node.uid()))
                .orElseGet(() -> made.isPresent() && !made.get().contains(node.name()));
    }

    /** Of a run that begins. */
    public static RunSoFar begins(String runId) {
        return new RunSoFar(runId, Optional.empty(), Set.of(), Optional.empty());
    }
}
