package io.github.evenkeel.run;

import io.github.evenkeel.Finding;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue of events for one listener: it delivers each once, in order, on a thread that lives as long as there are
 * events. A slow listener delays neither the run nor another listener; an exception is logged.
 *
 * <p>Safe for use by any thread. The listener is called with no lock held.
 */
final class ListenerQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerQueue.class);

    /** More than a roll of some dozens of nodes tells; some megabytes. */
    private static final int MOST = 10_000;

    private static final String THREAD = "evenkeel-listener";
    private static final Duration SLOW = Duration.ofSeconds(10);

    private final UpgradeListener listener;
    private final Scheduler scheduler;
    private final boolean hearsCalls;
    private final Deque<UpgradeEvent> waiting = new ArrayDeque<>();
    private @Nullable UpgradeEvent beingHeard;
    private Duration since = Duration.ZERO;
    private boolean delivering;
    private boolean warned;
    private volatile boolean failed;
    private long leftOut;
    private Scheduler.@Nullable Running running;
    private @Nullable Thread thread;

    ListenerQueue(UpgradeListener listener, Scheduler scheduler) {
        this.listener = listener;
        this.scheduler = scheduler;
        hearsCalls = overridesOnCallEnded(listener.getClass());
    }

    /** Asks the class, as no code of the listener may hold up who makes the queue. */
    private static boolean overridesOnCallEnded(Class<?> type) {
        try {
            return type.getMethod("onCallEnded", UpgradeEvent.CallEnded.class).getDeclaringClass()
                    != UpgradeListener.class;
        } catch (NoSuchMethodException e) {
            return true; // without metadata of the class, as in a native image, it may
        }
    }

    /** Whether the listener does anything with calls. */
    boolean hearsCalls() {
        return hearsCalls;
    }

    /** Adds an event. Of a listener that is too far behind, only the end of the run is kept. */
    synchronized void add(UpgradeEvent event) {
        if (event instanceof UpgradeEvent.CallEnded && !hearsCalls) {
            return;
        }
        if (waiting.size() < MOST || event instanceof UpgradeEvent.Ended) {
            waiting.add(event);
        } else {
            leftOut++;
        }
    }

    /**
     * Has the listener hear what waits, beside the caller.
     *
     * @return whether it does, or has heard all
     */
    boolean deliver() {
        synchronized (this) {
            if (delivering || waiting.isEmpty()) {
                return true;
            }
            delivering = true;
        }
        try {
            Scheduler.Running started = scheduler.start(THREAD, this::hearAll);
            synchronized (this) {
                running = started;
            }
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            // No thread can be had: the next event tries again.
            stop();
            LOG.warn("no thread for listener {}", name(), e);
            return false;
        }
    }

    /** That the listener falls behind: told once. */
    synchronized Optional<Finding> fallsBehind() {
        boolean slow = beingHeard != null && scheduler.elapsed().minus(since).compareTo(SLOW) > 0;
        if (warned || !(slow || leftOut > 0)) {
            return Optional.empty();
        }
        warned = true;
        return Optional.of(Finding.warning(
                "listener " + name(),
                "falls behind: " + waiting.size() + " events wait for it",
                "a listener that returns within " + SLOW.toSeconds() + " s",
                "have it hand on what takes long to a thread of its own; beyond " + MOST + " events it misses some"));
    }

    /** Waits until the listener has heard all, but not longer than told. */
    void settle(Duration atMost) throws InterruptedException {
        Duration end = scheduler.elapsed().plus(atMost);
        boolean inTime = true;
        while (inTime && !isIdle()) {
            inTime = deliver() && ended(end);
        }
        if (inTime) {
            ended(end); // it has nothing more to do
        } else {
            warnOfWhatIsMissed();
        }
    }

    private boolean ended(Duration end) throws InterruptedException {
        Duration left = end.minus(scheduler.elapsed());
        Scheduler.Running thread = underWay();
        return thread == null || thread.join(left.isNegative() ? Duration.ZERO : left);
    }

    private synchronized boolean isIdle() {
        return waiting.isEmpty() && !delivering;
    }

    /** Whether this is the thread on which the listener is called. */
    synchronized boolean isHeardOn(Thread other) {
        return thread == other;
    }

    private synchronized Scheduler.@Nullable Running underWay() {
        return running;
    }

    private void warnOfWhatIsMissed() {
        LOG.warn("the run is over, and listener {} {}", name(), standing()); // with no lock held
    }

    private synchronized String standing() {
        return "is at " + beingHeard + "; " + waiting.size() + " events wait for it, " + leftOut + " were left out";
    }

    private void hearAll() {
        boolean goesOn = true;
        try {
            for (UpgradeEvent event = next(); event != null; event = next()) {
                UpgradeEvent next = event;
                LogContext.of(next.source()).during(() -> hear(next));
            }
            goesOn = false;
        } finally {
            if (goesOn) {
                stop(); // another thread takes over with the next event
            }
        }
    }

    private synchronized @Nullable UpgradeEvent next() {
        beingHeard = waiting.poll();
        since = scheduler.elapsed();
        thread = Thread.currentThread();
        if (beingHeard == null) {
            stop();
        }
        return beingHeard;
    }

    private synchronized void stop() {
        delivering = false;
        beingHeard = null;
        thread = null;
    }

    private void hear(UpgradeEvent event) {
        try {
            EventDelivery.deliver(event, listener);
        } catch (Throwable e) {
            if (!ThrownByOthers.canGoOnAfter(e)) {
                throw e;
            }
            if (failed) {
                LOG.warn("listener {} failed again at {}: {}", name(), event, e.toString());
            } else {
                failed = true;
                LOG.warn("listener {} failed at {}; the run continues", name(), event, e);
            }
        }
    }

    private String name() {
        boolean ofConsumer = listener.getClass().getEnclosingClass() == UpgradeListener.class;
        String type = ofConsumer ? listener.toString() : listener.getClass().getName();
        return type.replaceFirst("\\$\\$Lambda.*", " (lambda)"); // the rest of its name is another one in each process
    }
}
