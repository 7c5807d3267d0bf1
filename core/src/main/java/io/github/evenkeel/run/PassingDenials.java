package io.github.evenkeel.run;

import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Distinguishes a temporary denial of a service from a permanent one.
 *
 * <p>OCI answers 401 while a token is replaced or a clock is corrected, and 404 for what it has just made or shown: its
 * own cloud controller manager reads again after both. A missing permission looks the same. So a read is retried only
 * if the same read has succeeded in this process before, and a change with 401 is retried once, after a read. A preview
 * retries neither.
 *
 * <p>Safe for use by any thread.
 */
final class PassingDenials {
    private static final Duration BEFORE_THE_DELETION = Duration.ofMinutes(1);

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Set<String> askedOnceMore = ConcurrentHashMap.newKeySet();
    private volatile boolean borne;

    /** From here on they are borne: the run has begun to change things. */
    void begin() {
        borne = true;
    }

    /** Remembers that a read has succeeded. */
    void answered(String read) {
        answered.add(read);
    }

    /** Whether the failure of a read may be such a moment. */
    boolean mayBe(String read, ServiceException failure) {
        return borne
                && answered.contains(read)
                && (failure.outcome() == Outcome.UNAUTHENTICATED || failure.outcome() == Outcome.NOT_FOUND);
    }

    /** Whether a change that failed so is asked for once more; true once for each change. */
    boolean allowsOnceMore(ServiceException failure) {
        return borne && failure.outcome() == Outcome.UNAUTHENTICATED && askedOnceMore.add(failure.operation());
    }

    /** For how long a read is repeated: what can't be taken back any more is worth all the patience that there is. */
    static Duration limit(boolean uncancellable, Duration patience) {
        return uncancellable || patience.compareTo(BEFORE_THE_DELETION) < 0 ? patience : BEFORE_THE_DELETION;
    }

    /** The failure that ends the patience: it says what was borne, and what else it may be. */
    static ServiceException inTheEnd(ServiceException failure, Duration borneFor) {
        return ServiceException.builder(
                        failure.outcome(),
                        failure.operation(),
                        failure.reason() + "; the same read succeeded earlier in this run, and has failed for "
                                + borneFor.toSeconds()
                                + " s. A permission that was taken away looks the same: check the"
                                + " caller's policies and credentials")
                .requestId(failure.requestId().orElse(null))
                .retryAfter(failure.retryAfter().orElse(null))
                .cause(failure)
                .build();
    }
}
