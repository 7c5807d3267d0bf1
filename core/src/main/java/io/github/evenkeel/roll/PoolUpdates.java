package io.github.evenkeel.roll;

import io.github.evenkeel.plan.ClusterSnapshot;
import io.github.evenkeel.plan.PlannedPool;
import io.github.evenkeel.pool.NodePoolUpdate;
import io.github.evenkeel.pool.PoolLedger;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.spi.ClusterNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Updates version and image of the pools. */
final class PoolUpdates {
    private PoolUpdates() {}

    static NodePoolUpdate of(PlanSpec spec, PlannedPool planned) {
        return new NodePoolUpdate(
                spec.cluster(),
                spec.pools(),
                planned.pool().id(),
                planned.version(),
                planned.image().orElseThrow());
    }

    /**
     * Names of the nodes that the run has made before it decides the rest, surge nodes included; empty if it begins
     * only now.
     *
     * @param replaced the nodes that are done
     */
    static Optional<Set<String>> made(
            RunSession session, List<ReplacedEntry> replaced, ClusterSnapshot world, PoolLedger ledger) {
        if (!session.resumed()) {
            return Optional.empty();
        }
        Stream<String> surge = world.pools().stream()
                .flatMap(pool -> ledger.addedTo(pool).stream())
                .flatMap(member -> world.nodeOf(member).stream())
                .map(ClusterNode::name);
        return Optional.of(
                Stream.concat(replaced.stream().map(ReplacedEntry::by), surge).collect(Collectors.toSet()));
    }
}
