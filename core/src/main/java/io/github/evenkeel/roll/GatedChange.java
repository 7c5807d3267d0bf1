package io.github.evenkeel.roll;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.DesiredState;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.spi.Operation;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Change that is made only while all gates are open. A change may wait for long until no other one is in flight.
 *
 * @param change to make
 * @param gates of the run
 * @param scope of the work that makes it
 * @param what the gates are asked about
 */
record GatedChange<S>(DesiredState<S> change, Gates gates, NodeScope scope, Supplier<GateRequest.Builder> what)
        implements DesiredState<S> {
    @Override
    public List<ChangeCondition<S>> conditions() {
        return Stream.concat(change.conditions().stream(), Stream.of(new GatesOpen<S>(gates, scope, what)))
                .toList();
    }

    @Override
    public String object() {
        return change.object();
    }

    @Override
    public String expected() {
        return change.expected();
    }

    @Override
    public List<Operation> inFlight() {
        return change.inFlight();
    }

    @Override
    public S read() {
        return change.read();
    }

    @Override
    public boolean reached(S now) {
        return change.reached(now);
    }

    @Override
    public String found(S now) {
        return change.found(now);
    }

    @Override
    public Operation start(S seen) {
        return change.start(seen);
    }

    @Override
    public Operation operation(String id) {
        return change.operation(id);
    }

    @Override
    public int attempts() {
        return change.attempts();
    }
}
