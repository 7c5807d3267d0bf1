package io.github.evenkeel.roll;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.LoadBalancerDescription;

/** Condition of a change: the run was not cancelled during the evaluation of the other conditions. */
record NotCancelled(Waits waits) implements ChangeCondition<LoadBalancerDescription> {
    @Override
    public boolean holds(LoadBalancerDescription seen) {
        waits.checkCancelledAtOnce();
        return true;
    }

    @Override
    public void await() {
        // It holds, or the run unwinds.
    }
}
