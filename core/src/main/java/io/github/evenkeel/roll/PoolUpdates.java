package io.github.evenkeel.roll;

import io.github.evenkeel.plan.ExecutionPlan;
import io.github.evenkeel.plan.ImageChoice;
import io.github.evenkeel.pool.NodePoolUpdate;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.ReplacedEntry;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What pools are told of the nodes that they make next. */
final class PoolUpdates {
    private PoolUpdates() {}

    static NodePoolUpdate of(RunContext context, NodePool pool) {
        PlanSpec spec = context.spec;
        NodeImage image = new ImageChoice(spec, context.scope.retries())
                .imageOf(pool)
                .orElseThrow(() -> new StepFailure(
                        "node pool " + pool.name(), "an image for " + ExecutionPlan.versionFor(pool, spec), "none"));
        return new NodePoolUpdate(spec.cluster(), spec.pools(), pool.id(), ExecutionPlan.versionFor(pool, spec), image);
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
