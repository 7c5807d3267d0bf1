package io.github.evenkeel.run.lease;

import io.github.evenkeel.CallTiming;
import io.github.evenkeel.run.LimitedCall;
import io.github.evenkeel.run.NoThreadException;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls to the ports of one run: each with a deadline, on a separate thread. After the deadline the outcome
 * is unknown, and the thread may run on. While too many calls hang, it makes no more, so that the run ends.
 *
 * <p>Safe for use by any thread.
 */
final class TimedCalls {
    /** So many calls may hang at once: more, and no answer will come of the next one either. */
    static final int MOST_UNANSWERED = 16;

    static final String THREAD = "evenkeel-port";

    private final Scheduler scheduler;
    private final CallTiming deadlines;
    private final List<LimitedCall<?>> unanswered = new ArrayList<>();
    private volatile @Nullable LeaseGuard kept;

    TimedCalls(Scheduler scheduler, CallTiming deadlines) {
        this.scheduler = scheduler;
        this.deadlines = deadlines;
    }

    /** However long a call takes, the lock is renewed while its answer is awaited. */
    void keep(LeaseGuard lease) {
        kept = lease;
    }

    CallTiming deadlines() {
        return deadlines;
    }

    /**
     * Makes the call.
     *
     * @throws ServiceException {@link Outcome#UNKNOWN} if it did not end in time; {@link Outcome#DENIED} if it was not
     *     made; else what the port throws
     */
    <T> T make(String operation, Duration atMost, LimitedCall<T> call, @Nullable ServerWatch server) {
        if (server == null) {
            return make(operation, atMost, call);
        }
        server.asked(scheduler.elapsed());
        try {
            T answer = make(
                    operation, atMost, call, () -> server.unanswered(operation, "no answer yet", scheduler.elapsed()));
            server.answered();
            return answer;
        } catch (ServiceException e) {
            if (ServerWatch.isAnswer(e)) {
                server.answered();
            } else {
                server.unanswered(operation, e.reason(), scheduler.elapsed());
            }
            throw server.named(e);
        }
    }

    private <T> T make(String operation, Duration atMost, LimitedCall<T> call) {
        return make(operation, atMost, call, () -> {});
    }

    private <T> T make(String operation, Duration atMost, LimitedCall<T> call, Runnable late) {
        requireAnswers(operation);
        if (!endsWithin(atMost, operation, call, late)) {
            leave(call);
            throw ServiceException.of(
                    Outcome.UNKNOWN, operation, "no answer within " + atMost.toMillis() / 1000.0 + " s");
        }
        return call.get();
    }

    private boolean endsWithin(Duration atMost, String operation, LimitedCall<?> call, Runnable late) {
        Runnable meanwhile = () -> {
            late.run();
            renewLock();
        };
        try {
            return call.endsWithin(atMost, interval(), meanwhile, scheduler, THREAD);
        } catch (NoThreadException e) {
            throw ServiceException.builder(Outcome.THROTTLED, operation, "not asked for, as " + e.getMessage())
                    .cause(e)
                    .build();
        }
    }

    /** Often enough for the watch over a server as well as for the lock. */
    private Duration interval() {
        LeaseGuard lease = kept;
        return lease != null && lease.renewInterval().compareTo(ServerWatch.LONG) < 0
                ? lease.renewInterval()
                : ServerWatch.LONG;
    }

    /** What the lock throws here, its next renewal throws to the run. */
    private void renewLock() {
        LeaseGuard lease = kept;
        if (lease == null) {
            return;
        }
        try {
            lease.renewIfDue();
        } catch (RuntimeException e) {
            // The call under way is not to blame.
        }
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
            throw ServiceException.of(
                    Outcome.DENIED,
                    operation,
                    "not asked for, as " + unanswered.size()
                            + " calls of this run have had no answer and have not ended either");
        }
    }
}
