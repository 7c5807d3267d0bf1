package io.github.evenkeel.run;

import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Timeline;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when a call is made again, by resilience4j; the waiting is left to {@link Waits}.
 *
 * <p>The delay grows from {@link Timing#backoff()} to thirty times that, half of it at random, and is never shorter
 * than the service asked for. A service that fails for longer than {@link Timing#patience()} is given up on.
 *
 * <p>An API server that has just been started denies what it will allow as soon as it has read its roles; so a denial
 * is borne for a while after the service could not be reached.
 */
public final class Retries {
    private static final int GROWTH = 30;
    private static final Duration DENIALS_AFTER_TROUBLE = Duration.ofSeconds(15);

    private final Waits waits;
    private final Diary diary;
    private final Timeline timeline;
    private final Timing timing;
    private volatile @Nullable Duration trouble;

    public Retries(Waits waits, Diary diary, Timeline timeline, Timing timing) {
        this.waits = waits;
        this.diary = diary;
        this.timeline = timeline;
        this.timing = timing;
    }

    /** Makes a call that may be repeated blindly: a read, or one that says "it is so already". */
    public <T> T call(String operation, Supplier<T> call) {
        Patience patience = null;
        while (true) {
            try {
                return call.get();
            } catch (ServiceException e) {
                if (patience == null) {
                    patience = patience(operation);
                }
                patience.bear(e);
            }
        }
    }

    /** Whether the same call may do better a little later, by what is known of the service. */
    public boolean mayPass(ServiceException failure) {
        Outcome outcome = failure.outcome();
        if (failure.mayBeDone()) {
            trouble = waits.elapsed();
        }
        Duration since = trouble;
        return failure.passing()
                || (outcome == Outcome.DENIED
                        && since != null
                        && waits.elapsed().minus(since).compareTo(DENIALS_AFTER_TROUBLE) < 0);
    }

    /** Patience for one undertaking of several calls. */
    public Patience patience(String operation) {
        return new Patience(operation);
    }

    /** Bears failures, as long as they may pass and not for ever. */
    public final class Patience {
        private final String operation;
        private final Retry retry;
        private Retry.AsyncContext<Object> context;
        private @Nullable Duration firstFailure;
        private int attempts;

        private Patience(String operation) {
            this.operation = operation;
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
         * @throws ServiceException the same, if there shall be none
         */
        public void bear(ServiceException failure) {
            if (firstFailure == null) {
                firstFailure = waits.elapsed();
            }
            attempts++;
            long millis = context.onError(failure);
            if (millis < 0) {
                throw failure;
            }
            Duration delay = Duration.ofMillis(millis);
            diary.retrying(operation, attempts, delay, String.valueOf(failure.getMessage()));
            waits.pause("try again: " + operation, delay);
        }

        /** Forgets the failures so far: the service is well again. */
        public void calm() {
            if (firstFailure != null) {
                firstFailure = null;
                attempts = 0;
                context = retry.asyncContext();
            }
        }

        private boolean isBorne(Throwable failure) {
            return failure instanceof ServiceException service
                    && mayPass(service)
                    && (firstFailure == null
                            || waits.elapsed().minus(firstFailure).compareTo(timing.patience()) < 0);
        }

        private Duration delay(int attempt, Throwable failure) {
            Duration grown = timing.backoff().multipliedBy(Math.min(GROWTH, 1L << Math.min(attempt - 1, 5)));
            Duration delay = grown.dividedBy(2).plus(timeline.jitter(grown.dividedBy(2)));
            Duration asked = failure instanceof ServiceException service
                    ? service.tryAfter().orElse(Duration.ZERO)
                    : Duration.ZERO;
            return delay.compareTo(asked) > 0 ? delay : asked;
        }
    }
}
