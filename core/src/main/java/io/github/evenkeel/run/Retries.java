package io.github.evenkeel.run;

import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.ServiceException;
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
 */
public final class Retries {
    private static final int GROWTH = 30;

    private final Waits waits;
    private final Diary diary;
    private final Timeline timeline;
    private final Timing timing;

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

    /** Patience for one undertaking of several calls. */
    public Patience patience(String operation) {
        return new Patience(operation);
    }

    /** Bears failures, as long as they may pass and not for ever. */
    public final class Patience {
        private final String operation;
        private final Retry.AsyncContext<Object> context;
        private @Nullable Duration firstFailure;
        private int attempts;

        private Patience(String operation) {
            this.operation = operation;
            this.context = Retry.of(
                            operation,
                            RetryConfig.<Object>custom()
                                    .maxAttempts(Integer.MAX_VALUE)
                                    .retryOnException(this::mayPass)
                                    .intervalBiFunction((attempt, outcome) ->
                                            delay(attempt, outcome.getLeft()).toMillis())
                                    .build())
                    .asyncContext();
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
            firstFailure = null;
        }

        private boolean mayPass(Throwable failure) {
            return failure instanceof ServiceException service
                    && service.passing()
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
