package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ObjectStore;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control loops of a cluster, running: workload controllers, disruption controller, scheduler, node lifecycle and
 * garbage collection. They react to writes within milliseconds. Everything happens on one daemon thread, until
 * {@link #close}. Thread-safe.
 */
public final class Controllers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private record Work(Controller controller, ObjectKey key) {}

    private final ObjectStore store;
    private final List<Controller> controllers;
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Consumer<Change> listener = this::changed;
    private final ScheduledThreadPoolExecutor worker;
    // Both only for the worker.
    private final Set<Work> dirty = new LinkedHashSet<>();
    private final Set<Work> failed = new LinkedHashSet<>();
    private volatile boolean closed;

    private Controllers(Registry registry) {
        store = registry.store();
        controllers = ControlLoops.of(registry);
        worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "evenkeel-controllers");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts them on the objects of a registry, those that are there already included. */
    public static Controllers start(Registry registry) {
        Controllers started = new Controllers(registry);
        started.store.subscribe(started.listener);
        started.worker.execute(started::observeAll);
        started.wake();
        var unused = started.worker.scheduleWithFixedDelay(
                started::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    /** Ends them. The objects stay as they are. Waits for a step that is being taken, 10 s at most. */
    @Override
    public void close() {
        closed = true;
        store.unsubscribe(listener);
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The controllers are still busy {} s after they were closed", LONGEST_END.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void changed(Change change) {
        changes.add(change);
        wake();
    }

    private void wake() {
        if (!closed && awake.compareAndSet(false, true)) {
            try {
                worker.execute(this::work);
            } catch (RejectedExecutionException e) {
                LOG.debug("Closed before a change was seen");
            }
        }
    }

    private void observeAll() {
        for (ResourceType type : ResourceTypes.all()) {
            for (StoredObject object : store.select(Selection.all(type))) {
                observe(new Change(object.revision(), null, object));
            }
        }
    }

    private void tick() {
        dirty.addAll(failed);
        failed.clear();
        for (Controller controller : controllers) {
            attempt(() -> controller.tick(key -> dirty.add(new Work(controller, key))));
        }
        work();
    }

    private void work() {
        awake.set(false);
        while (!closed) {
            Change change = changes.poll();
            if (change != null) {
                observe(change);
            } else if (dirty.isEmpty()) {
                return;
            } else {
                Iterator<Work> first = dirty.iterator();
                Work next = first.next();
                first.remove();
                if (!attempt(() -> next.controller().reconcile(next.key()))) {
                    failed.add(next);
                }
            }
        }
    }

    private void observe(Change change) {
        for (Controller controller : controllers) {
            attempt(() -> controller.observe(change, key -> dirty.add(new Work(controller, key))));
        }
    }

    /** Returns whether there is no need to try again. */
    private static boolean attempt(Runnable step) {
        try {
            step.run();
            return true;
        } catch (StatusException e) {
            // What is gone or must not be made any more needs no second attempt; a change will tell.
            LOG.debug("A controller was refused: {}", e.getMessage());
            return e.code() == 404 || e.code() == 403;
        } catch (RuntimeException e) {
            // One strange object must not stop the control of all others.
            LOG.warn("A controller failed", e);
            return false;
        }
    }
}
