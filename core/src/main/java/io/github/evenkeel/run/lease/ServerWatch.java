package io.github.evenkeel.run.lease;

import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes whether one server responds, by the calls to it. It warns once if there is no response for a while, and
 * reports once that there is one again. A refusal is a response, too. Thread-safe.
 */
final class ServerWatch {
    /** Longer than a sound server takes, and short enough for a person who waits for a preview. */
    static final Duration LONG = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);

    private final String address;
    private final Consumer<String> warn;
    private @Nullable Duration silentSince;
    private boolean warned;

    ServerWatch(String address) {
        this(address, LOG::warn);
    }

    /** @param warn takes what is logged */
    ServerWatch(String address, Consumer<String> warn) {
        this.address = address;
        this.warn = warn;
    }

    /** A call is about to be made. */
    synchronized void asked(Duration now) {
        if (silentSince == null) {
            silentSince = now;
        }
    }

    /**
     * A call has had no answer so far, or none at all.
     *
     * @param why for people
     */
    synchronized void unanswered(String operation, String why, Duration now) {
        Duration since = silentSince;
        if (since != null && !warned && now.minus(since).compareTo(LONG) >= 0) {
            warned = true;
            warn.accept(address + " has not answered for " + LONG.toSeconds() + " s; last asked for: " + operation
                    + ", " + why);
        }
    }

    synchronized void answered() {
        silentSince = null;
        if (warned) {
            warned = false;
            warn.accept(address + " answers again");
        }
    }

    /** Whether the server itself has said this. */
    static boolean isAnswer(ServiceException failure) {
        return failure.outcome() != Outcome.UNKNOWN;
    }

    /** The same failure, which says whom was asked. */
    ServiceException named(ServiceException failure) {
        if (isAnswer(failure) || failure.reason().contains(address)) {
            return failure;
        }
        return ServiceException.builder(
                        failure.outcome(), failure.operation(), failure.reason() + "; the server asked is " + address)
                .requestId(failure.requestId().orElse(null))
                .retryAfter(failure.retryAfter().orElse(null))
                .cause(failure.getCause())
                .build();
    }
}
