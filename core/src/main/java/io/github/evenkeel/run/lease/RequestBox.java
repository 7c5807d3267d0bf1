package io.github.evenkeel.run.lease;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that arrived with a renewal of the lock, and what the next renewal publishes. Thread-safe: any thread of the
 * run may renew the lock.
 */
public final class RequestBox {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBox.class);

    private final Set<String> answered = new HashSet<>();
    private List<RunRequest> waiting = List.of();
    private volatile Supplier<Optional<RunStatus>> status = Optional::empty;
    private volatile Runnable onArrival = () -> {};

    RequestBox() {}

    /**
     * Connects it to a run.
     *
     * @param published state of the run; called by any thread
     * @param arrival called after a renewal that brought a request
     */
    public void connect(Supplier<RunStatus> published, Runnable arrival) {
        status = () -> Optional.of(published.get());
        onArrival = arrival;
    }

    /** The requests that wait for an answer. */
    public synchronized List<RunRequest> waiting() {
        return waiting;
    }

    /** The request is applied or refused, and that will not be forgotten: the next renewal removes it. */
    public synchronized void answered(String id) {
        answered.add(id);
        waiting = without(waiting);
    }

    /** What the next renewal publishes. */
    RunLock.Update update() {
        Optional<RunStatus> now = status();
        synchronized (this) {
            return new RunLock.Update(now, answered);
        }
    }

    /** What the release publishes: another process that reads it knows that the run has ended. */
    RunLock.Update lastUpdate() {
        RunLock.Update last = update();
        return new RunLock.Update(last.run().map(RunStatus::ended), last.answered());
    }

    /** A state that can't be told must not cost the run its lock. */
    private Optional<RunStatus> status() {
        try {
            return status.get();
        } catch (RuntimeException e) {
            LOG.warn("the state of the run could not be published", e);
            return Optional.empty();
        }
    }

    /** A renewal has succeeded. */
    void renewed(RunLock.Update written, RunLock.Requests read) {
        boolean arrived;
        synchronized (this) {
            answered.removeAll(written.answered());
            waiting = without(read.waiting());
            arrived = !waiting.isEmpty();
        }
        if (arrived) {
            onArrival.run();
        }
    }

    private List<RunRequest> without(List<RunRequest> requests) {
        return requests.stream()
                .filter(request -> !answered.contains(request.id()))
                .toList();
    }
}
