package io.github.evenkeel.roll;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.NodeScope;
import java.util.function.Supplier;

/**
 * Condition of a change: all gates are open, by an answer of some seconds ago or another one. A wait for them is part
 * of the step that makes the change.
 *
 * @param gates of the run
 * @param scope of the work that makes the change
 * @param what the gates are asked about
 * @param <S> type of the state
 */
record GatesOpen<S>(Gates gates, NodeScope scope, Supplier<GateRequest.Builder> what) implements ChangeCondition<S> {
    @Override
    public boolean holds(S seen) {
        return gates.areOpen(scope, what.get());
    }

    @Override
    public void await() {
        gates.awaitOpen(scope, what.get(), StepRecorder.WITHIN_ANOTHER);
    }
}
