package io.github.evenkeel.roll;

import io.github.evenkeel.plan.PlannedPool;
import io.github.evenkeel.pool.NodePoolUpdate;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.state.ReplacedEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Updates version and image of the pools. */
final class PoolUpdates {
    private PoolUpdates() {}

    static NodePoolUpdate of(PlanSpec spec, PlannedPool planned) {
        return new NodePoolUpdate(
                spec.cluster(), spec.pools(), planned.pool().id(), planned.version(), planned.image());
    }

    /**
     * Names of the nodes that the run has made before it decides the rest; empty if it begins only now.
     *
     * @param replaced the nodes that are done
     */
    static Optional<Set<String>> made(RunSession session, List<ReplacedEntry> replaced) {
        return session.resumed()
                ? Optional.of(replaced.stream().map(ReplacedEntry::by).collect(Collectors.toSet()))
                : Optional.empty();
    }
}
