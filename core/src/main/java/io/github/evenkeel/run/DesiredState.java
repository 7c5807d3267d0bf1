package io.github.evenkeel.run;

import io.github.evenkeel.spi.Operation;
import java.util.List;

/**
 * Desired state of a resource, which a service can establish and a read can confirm.
 *
 * @param <S> type of the state that a read returns
 */
public interface DesiredState<S> {
    /** The resource, for messages. */
    String object();

    /** The desired state, for messages. */
    String expected();

    /** Other changes of the same thing that have not ended. */
    List<Operation> inFlight();

    S read();

    boolean reached(S now);

    /** What is there instead, for people. */
    String found(S now);

    /** What has to hold when it is asked for; evaluated in this order. */
    default List<ChangeCondition<S>> conditions() {
        return List.of();
    }

    /** Asks the service. */
    Operation start(S seen);

    Operation operation(String id);

    /** How many operations may end without bringing it about before that is a failure. */
    default int attempts() {
        return 3;
    }
}
