package io.github.evenkeel.run;

import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when a call is retried, with resilience4j; {@link Waits} does the waiting.
 *
 * <p>The delay grows from {@code CallTiming.backoff()} to thirty times that, half of it at random, and is never shorter
 * than the service's Retry-After. A service that fails for longer than {@code CallTiming.patience()} is given up on.
 *
 * <p>An API server that has just started denies everything until it has read its roles; so a denial is retried for a
 * while after the service could not be reached. See also {@link PassingDenials}.
 */
public final class Retries {
    private static final int GROWTH = 30;

    /** However long a service wants to be left alone, it is asked again after that. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration DENIALS_AFTER_TROUBLE = Duration.ofSeconds(15);

    private final Waits waits;
    private final EventPublisher publisher;
    private final Scheduler scheduler;
    private final Timing timing;
    private final PassingDenials moments;
    private final Known known;

    public Retries(Waits waits, EventPublisher publisher, Scheduler scheduler, Timing timing) {
        this(waits, publisher, scheduler, timing, new PassingDenials(), new Known());
    }

    private Retries(
            Waits waits,
            EventPublisher publisher,
            Scheduler scheduler,
            Timing timing,
            PassingDenials moments,
            Known known) {
        this.moments = moments;
        this.known = known;
        this.waits = waits;
        this.publisher = publisher;
        this.scheduler = scheduler;
        this.timing = timing;
    }

    /** State of the services, as all calls of a run have found it. */
    private static final class Known {
        private volatile @Nullable Duration trouble;
        private volatile @Nullable Duration end;
    }

    /** The same for other work of the run, which waits for itself. */
    Retries waitingBy(Waits others, EventPublisher about) {
        return new Retries(others, about, scheduler, timing, moments, known);
    }

    /** The run begins to change things: from here on a bad moment of a read is borne. */
    public void begin() {
        moments.begin();
    }

    /** Has no failure borne once this time is over, whatever the service: for a look that a caller waits for. */
    public void giveUpWithin(Duration time) {
        known.end = scheduler.elapsed().plus(time);
    }

    /** Makes a call that may be repeated blindly: a read, or one that says "it is so already". */
    public <T> T call(String operation, Supplier<T> call) {
        Patience patience = null;
        while (true) {
            try {
                T answer = call.get();
                moments.answered(operation);
                return answer;
            } catch (ServiceException e) {
                if (patience == null) {
                    patience = patienceOfReading(operation);
                }
                patience.backoffOrThrow(e);
            }
        }
    }

    /** Whether the same call may do better a little later, by what is known of the service. */
    public boolean mayPass(ServiceException failure) {
        Outcome outcome = failure.outcome();
        if (failure.isOutcomeUnknown()) {
            known.trouble = scheduler.elapsed();
        }
        Duration since = known.trouble;
        return failure.isRetryable()
                || ((outcome == Outcome.DENIED || outcome == Outcome.UNAUTHENTICATED)
                        && since != null
                        && scheduler.elapsed().minus(since).compareTo(DENIALS_AFTER_TROUBLE) < 0);
    }

    /** Whether a failed change may be retried, after a read of the state. */
    public boolean mayAskAgain(ServiceException failure) {
        return mayPass(failure) || moments.allowsOnceMore(failure);
    }

    /** Patience for one undertaking of several calls, of which the change is the one that may fail. */
    public Patience patience(String operation) {
        return new Patience(operation, false);
    }

    /** Patience for reading the same thing again and again. */
    public Patience patienceOfReading(String operation) {
        return new Patience(operation, true);
    }

    /** Retries retryable failures, for a limited time. */
    public final class Patience {
        private final String operation;
        private final boolean reads;
        private final Retry retry;
        private Retry.AsyncContext<Object> context;
        private @Nullable Duration firstFailure;
        private int attempts;

        private Patience(String operation, boolean reads) {
            this.operation = operation;
            this.reads = reads;
            this.retry = Retry.of(
                    operation,
                    RetryConfig.<Object>custom()
                            .maxAttempts(Integer.MAX_VALUE)
                            .retryOnException(this::isBorne)
                            .intervalBiFunction((attempt, outcome) ->
                                    delay(attempt, outcome.getLeft()).toMillis())
                            .build());
            this.context = retry.asyncContext();
        }

        /**
         * Waits until the next attempt is due.
         *
         * @throws ServiceException the given failure, if there is no next attempt
         */
        public void backoffOrThrow(ServiceException failure) {
            if (firstFailure == null) {
                firstFailure = waits.elapsed();
            }
            attempts++;
            long millis = context.onError(failure);
            if (millis < 0 || isOverIn(Duration.ofMillis(millis))) {
                throw reads && moments.mayBe(operation, failure)
                        ? PassingDenials.inTheEnd(failure, waits.elapsed().minus(firstFailure))
                        : failure;
            }
            Duration delay = Duration.ofMillis(millis);
            publisher.retrying(operation, attempts, delay, String.valueOf(failure.getMessage()));
            waits.sleep("try again: " + operation, delay);
        }

        /** Forgets the failures so far: the service is well again. */
        public void reset() {
            moments.answered(operation);
            if (firstFailure != null) {
                firstFailure = null;
                attempts = 0;
                context = retry.asyncContext();
            }
        }

        private boolean isBorne(Throwable failure) {
            if (!(failure instanceof ServiceException service)) {
                return false;
            }
            if (mayPass(service)) {
                return isWithin(timing.calls().patience());
            }
            return reads
                    ? moments.mayBe(operation, service)
                            && isWithin(PassingDenials.limit(
                                    waits.uncancellable(), timing.calls().patience()))
                    : moments.allowsOnceMore(service);
        }

        private boolean isOverIn(Duration time) {
            Duration last = known.end;
            return last != null && scheduler.elapsed().plus(time).compareTo(last) > 0;
        }

        private boolean isWithin(Duration limit) {
            Duration first = firstFailure;
            return first == null || waits.elapsed().minus(first).compareTo(limit) < 0;
        }

        private Duration delay(int attempt, Throwable failure) {
            Duration grown = timing.calls().backoff().multipliedBy(Math.min(GROWTH, 1L << Math.min(attempt - 1, 5)));
            Duration delay = grown.dividedBy(2).plus(scheduler.jitter(grown.dividedBy(2)));
            Duration asked = failure instanceof ServiceException service
                    ? shorter(service.retryAfter().orElse(Duration.ZERO), LONGEST)
                    : Duration.ZERO;
            return delay.compareTo(asked) > 0 ? delay : asked;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
