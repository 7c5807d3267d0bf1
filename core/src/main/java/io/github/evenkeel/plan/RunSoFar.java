package io.github.evenkeel.plan;

import io.github.evenkeel.run.state.WavesEntry;
import java.util.Optional;
import java.util.Set;

/**
 * What a run has done and decided before the rest of its plan is decided.
 *
 * @param runId of the run
 * @param made names of the nodes that it has made; empty if it begins only now
 * @param waves that it has decided; empty if it begins only now
 */
public record RunSoFar(String runId, Optional<Set<String>> made, Optional<WavesEntry> waves) {
    /** Of a run that begins. */
    public static RunSoFar begins(String runId) {
        return new RunSoFar(runId, Optional.empty(), Optional.empty());
    }
}
