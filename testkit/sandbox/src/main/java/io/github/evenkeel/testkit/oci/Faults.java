package io.github.evenkeel.testkit.oci;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Faults to inject, in the order of their requests; each is used once. Thread-safe. */
public final class Faults {
    private final Map<OciOperation, Deque<CallFault>> next = new EnumMap<>(OciOperation.class);
    private final Map<OciOperation, CallFault> every = new EnumMap<>(OciOperation.class);
    private final Map<OciOperation, Deque<WorkRequestFault>> workRequests = new EnumMap<>(OciOperation.class);
    private final Deque<LaunchFault> launches = new ArrayDeque<>();
    private int capacity = Integer.MAX_VALUE;

    Faults() {}

    /** The next call of that operation goes wrong. */
    public Faults next(OciOperation operation, CallFault fault) {
        return next(1, operation, fault);
    }

    /**
     * As many next calls of that operation go wrong.
     *
     * @param calls from 1
     */
    public synchronized Faults next(int calls, OciOperation operation, CallFault fault) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls is " + calls + "; it must be 1 at least");
        }
        for (int call = 0; call < calls; call++) {
            queue(next, operation).add(fault);
        }
        return this;
    }

    /** All calls of that operation go wrong until {@link #clear}, after those asked for with {@link #next}. */
    public synchronized Faults every(OciOperation operation, CallFault fault) {
        every.put(operation, fault);
        return this;
    }

    /**
     * The next work request that a call of that operation makes goes wrong.
     *
     * @throws IllegalArgumentException if calls of that operation make none
     */
    public synchronized Faults nextWorkRequest(OciOperation operation, WorkRequestFault fault) {
        if (!operation.changes()) {
            throw new IllegalArgumentException(operation.apiName() + " makes no work request");
        }
        queue(workRequests, operation).add(fault);
        return this;
    }

    /** The next node that a pool makes, as a replacement or to grow, goes wrong. */
    public synchronized Faults nextLaunch(LaunchFault fault) {
        launches.add(fault);
        return this;
    }

    /**
     * There is capacity for so many nodes more, until {@link #clear}: what a pool is to make after these goes wrong as
     * with {@link LaunchFault#noCapacity}.
     *
     * @param nodes from 0
     */
    public synchronized Faults capacityFor(int nodes) {
        if (nodes < 0) {
            throw new IllegalArgumentException("nodes is " + nodes + "; it must be 0 at least");
        }
        capacity = nodes;
        return this;
    }

    /** Forgets all faults that have not happened yet. */
    public synchronized void clear() {
        next.clear();
        every.clear();
        workRequests.clear();
        launches.clear();
        capacity = Integer.MAX_VALUE;
    }

    synchronized Optional<CallFault> forCall(OciOperation operation) {
        return Optional.ofNullable(poll(next, operation)).or(() -> Optional.ofNullable(every.get(operation)));
    }

    synchronized Optional<WorkRequestFault> forWorkRequest(OciOperation operation) {
        return Optional.ofNullable(poll(workRequests, operation));
    }

    synchronized Optional<LaunchFault> forLaunch() {
        if (capacity == 0) {
            return Optional.of(LaunchFault.noCapacity());
        }
        if (capacity < Integer.MAX_VALUE) {
            capacity--;
        }
        return Optional.ofNullable(launches.poll());
    }

    private static <T> Deque<T> queue(Map<OciOperation, Deque<T>> queues, OciOperation operation) {
        return queues.computeIfAbsent(operation, unused -> new ArrayDeque<>());
    }

    private static <T> @Nullable T poll(Map<OciOperation, Deque<T>> queues, OciOperation operation) {
        Deque<T> queue = queues.get(operation);
        return queue == null ? null : queue.poll();
    }
}
