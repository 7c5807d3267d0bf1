package io.github.evenkeel.run.lease;

import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Publishes how the calls of one port end, if a listener is to hear of it.
 *
 * @param type the port's interface
 */
record CallRecorder(Class<?> type, Scheduler scheduler, EventPublisher publisher) {
    /** Makes a call. */
    <T> T record(String operation, Supplier<T> call) {
        if (!publisher.callsAreHeard()) {
            return call.get();
        }
        Duration begin = scheduler.elapsed();
        Optional<Outcome> failure = Optional.of(Outcome.UNKNOWN);
        try {
            T answer = call.get();
            failure = Optional.empty();
            return answer;
        } catch (ServiceException e) {
            failure = Optional.of(e.outcome());
            throw e;
        } finally {
            publisher.callEnded(name(), operation, failure, scheduler.elapsed().minus(begin));
        }
    }

    /** A part of a port has the port's name. */
    private String name() {
        Class<?> whole = type.getEnclosingClass();
        return (whole == null ? type : whole).getSimpleName();
    }

    /** The same for what a method of the port returns. */
    CallRecorder of(Class<?> part) {
        return new CallRecorder(part, scheduler, publisher);
    }
}
