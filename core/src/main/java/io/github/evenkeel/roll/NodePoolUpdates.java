package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.plan.PlannedPool;
import io.github.evenkeel.pool.NodePoolUpdate;
import io.github.evenkeel.run.EventPublisher;
import java.util.List;

/** Gives node pools the version and the image of their new nodes, one pool after the other, once its gates are open. */
final class NodePoolUpdates {
    private final RunContext context;
    private final List<StepRecord> records;

    NodePoolUpdates(RunContext context, List<StepRecord> records) {
        this.context = context;
        this.records = records;
    }

    void make(List<PlannedPool> pools) {
        for (PlannedPool pool : pools) {
            context.scope.waits().checkMayBegin();
            make(pool, PoolUpdates.of(context.spec, pool));
        }
    }

    private void make(PlannedPool pool, NodePoolUpdate update) {
        String poolId = pool.pool().id();
        context.gates.awaitOpen(
                context.scope,
                GateRequest.aboutNodePool(poolId),
                (step, reason, work) -> context.publisher.step(records, step, update.object(), reason, work));
        EventPublisher about = context.publisher.about(source -> source.aboutNodePool(poolId));
        // The change may wait for long until no other one is in flight.
        about.step(records, Step.UPDATE_NODE_POOL, update.object(), pool.reason(), () -> context.scope
                .reconciler()
                .make(
                        update,
                        context.spec.timing().replacement().nodePool(),
                        List.of(new GatesOpen<>(
                                context.gates, context.scope, () -> GateRequest.aboutNodePool(poolId)))));
    }
}
