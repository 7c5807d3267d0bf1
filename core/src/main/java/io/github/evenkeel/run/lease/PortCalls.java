package io.github.evenkeel.run.lease;

import io.github.evenkeel.CallTiming;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.LimitedCall;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.spi.Workloads;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the ports of one run so that each method has a deadline.
 *
 * <p>Safe for use by any thread.
 */
public final class PortCalls {
    private final Scheduler scheduler;
    private final CallTiming deadlines;
    private final TimedCalls calls;
    private final EventPublisher publisher;
    private final Map<String, ServerWatch> servers = new ConcurrentHashMap<>();

    public PortCalls(Scheduler scheduler, CallTiming deadlines, EventPublisher publisher) {
        this.scheduler = scheduler;
        this.deadlines = deadlines;
        calls = new TimedCalls(scheduler, deadlines);
        this.publisher = publisher;
    }

    /** However long a call takes, the lock is renewed while its answer is awaited. */
    public void keep(LeaseGuard lease) {
        calls.keep(lease);
    }

    /** The same port, whose calls are made here; so are those of what its methods return. */
    public <T> T to(Class<T> type, T port) {
        return PortWithDeadlines.of(type, port, calls, server(port), new CallRecorder(type, scheduler, publisher));
    }

    /** Ports of one server share what is known of it. */
    private @Nullable ServerWatch server(Object port) {
        return address(port)
                .map(there -> servers.computeIfAbsent(there, ServerWatch::new))
                .orElse(null);
    }

    /** A port that can't tell it at once is used without. */
    private Optional<String> address(Object port) {
        LimitedCall<Optional<String>> call = new LimitedCall<>(() -> endpoint(port));
        try {
            return call.endsWithin(deadlines.request(), scheduler, TimedCalls.THREAD) ? call.get() : Optional.empty();
        } catch (RuntimeException untold) {
            return Optional.empty();
        }
    }

    private static Optional<String> endpoint(Object port) {
        if (port instanceof Workloads workloads) {
            return workloads.endpoint();
        }
        if (port instanceof ManagedCluster cluster) {
            return cluster.endpoint();
        }
        if (port instanceof ServiceLoadBalancers balancers) {
            return balancers.endpoint();
        }
        if (port instanceof LoadBalancerInventory inventory) {
            return inventory.endpoint();
        }
        return port instanceof LoadBalancer balancer ? balancer.endpoint() : Optional.empty();
    }
}
