package io.github.evenkeel.tenure;

import io.github.evenkeel.Deadlines;
import io.github.evenkeel.run.LimitedCall;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.NodeView;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the calls to ports of one run: each within a deadline, on a thread apart. After that its outcome is not known,
 * and its thread is left to itself. While too many calls have had no answer, no more are made, so that the run ends.
 *
 * <p>Safe for use by any thread.
 */
public final class PortCalls {
    /** So many calls may hang at once: more, and no answer will come of the next one either. */
    static final int MOST_UNANSWERED = 16;

    private static final String THREAD = "evenkeel-port";

    private final Timeline timeline;
    private final Deadlines deadlines;
    private final List<LimitedCall<?>> unanswered = new ArrayList<>();

    public PortCalls(Timeline timeline, Deadlines deadlines) {
        this.timeline = timeline;
        this.deadlines = deadlines;
    }

    /** The same port, whose calls are made here; so are those of what its methods return. */
    public <T> T to(Class<T> type, T port) {
        return PortWithDeadlines.of(type, port, this);
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** A kind of port whose methods return parts that are called, too. */
    static boolean isPort(Class<?> type) {
        return type == NodeView.class || type == Journal.Writer.class || type == RunLock.Held.class;
    }

    /**
     * Makes the call.
     *
     * @throws ServiceException {@link Outcome#UNKNOWN} if it did not end in time; {@link Outcome#DENIED} if it was not
     *     made; else what the port throws
     */
    <T> T make(String operation, Duration atMost, LimitedCall<T> call) {
        requireAnswers(operation);
        if (!call.endsWithin(atMost, timeline, THREAD)) {
            leave(call);
            throw new ServiceException(
                    Outcome.UNKNOWN,
                    operation,
                    "no answer within " + atMost.toMillis() / 1000.0 + " s",
                    null,
                    null,
                    null);
        }
        return call.get();
    }

    <T> T make(String operation, Duration atMost, Supplier<T> call) {
        return make(operation, atMost, new LimitedCall<>(call));
    }

    private synchronized void leave(LimitedCall<?> call) {
        unanswered.add(call);
    }

    private synchronized void requireAnswers(String operation) {
        if (unanswered.isEmpty()) {
            return;
        }
        unanswered.removeIf(LimitedCall::ended);
        if (unanswered.size() > MOST_UNANSWERED) {
            throw new ServiceException(
                    Outcome.DENIED,
                    operation,
                    "not asked for, as " + unanswered.size()
                            + " calls of this run have had no answer and have not ended either",
                    null,
                    null,
                    null);
        }
    }
}
