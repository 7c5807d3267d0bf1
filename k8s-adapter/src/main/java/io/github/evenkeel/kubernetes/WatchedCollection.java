package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Collection that an informer keeps up to date, on the client's threads.
 *
 * <p>The informer restarts a broken watch until the server is back, and lists the collection again if the server no
 * longer has the missed events. Only a refusal ends it.
 *
 * @param <T> type of the API
 * @param <R> type of the port
 */
final class WatchedCollection<T extends HasMetadata, R> implements AutoCloseable {
    /** Limit for the first list and the start of the watch, each of which has the client's own deadline. */
    private static final Duration START = ApiServer.DEADLINE.multipliedBy(2);

    private static final long NO_RESYNC = 0;

    private final String operation;
    private final SharedIndexInformer<T> informer;
    private final ReducedItems<T, R> items;
    private final CompletableFuture<Void> started;
    private volatile boolean closed;
    private volatile @Nullable ServiceException end;

    /**
     * Starts the informer; {@link #awaitStart} waits until it is up to date.
     *
     * @param operation for messages
     * @param onChange run after each change and when the informer ends; must not throw
     */
    WatchedCollection(String operation, Informable<T> source, ReducedItems<T, R> items, Runnable onChange) {
        this.operation = operation;
        this.items = items;
        this.informer = source.withLimit((long) Listing.PAGE)
                .runnableInformer(NO_RESYNC)
                .removeNamespaceIndex()
                .itemStore(items)
                .exceptionHandler(WatchedCollection::passes)
                .addEventHandler(new ChangeHandler<>(onChange));
        this.started = informer.start().toCompletableFuture();
        var unused = informer.stopped().whenComplete((none, failure) -> {
            if (!closed) {
                end = ended(failure);
                onChange.run();
            }
        });
    }

    /** @throws ServiceException if the collection can't be listed or watched */
    void awaitStart() {
        try {
            started.get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiErrors.noAnswer(operation, e);
        } catch (TimeoutException e) {
            throw ApiErrors.noAnswer(operation, new TimeoutException("none within " + START.toSeconds() + " s"));
        } catch (ExecutionException e) {
            throw ApiErrors.of(operation, e);
        }
    }

    /**
     * The current items.
     *
     * @throws ServiceException if the informer has ended
     */
    List<R> read() {
        if (closed) {
            throw new IllegalStateException("closed: " + operation);
        }
        ServiceException ended = end;
        if (ended != null) {
            throw ended;
        }
        return items.read();
    }

    @Override
    public void close() {
        closed = true;
        informer.close();
    }

    /**
     * Whether the informer continues after a failure: not at the start, and not if an object can't be read or the
     * client lacks a permission.
     */
    private static boolean passes(boolean hadStarted, Throwable failure) {
        if (!hadStarted || ExceptionHandler.isDeserializationException(failure)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer
                    && (answer.getCode() == 401 || answer.getCode() == 403)) {
                return false;
            }
        }
        return true;
    }

    /** A retryable failure, so that the caller starts a new watch, which fails with the cause if that persists. */
    private ServiceException ended(@Nullable Throwable failure) {
        String why = failure == null
                ? "ended by the client"
                : String.valueOf(ApiErrors.of(operation, failure).getMessage());
        return ServiceException.of(ServiceException.Outcome.UNAVAILABLE, operation, "watch ended, " + why);
    }
}
