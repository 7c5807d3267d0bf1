package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Control loop of one Service: takes its next step when the Service, the nodes or its balancer may have changed. */
final class ServiceLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceLoop.class);

    private final Supplier<Optional<Service>> service;
    private final Balancing balancing;
    private final BooleanSupplier running;
    private final Alarm alarm;

    // Both only for the worker.
    private @Nullable BalancedService balancer;
    private boolean rewrite;

    /**
     * What all loops share.
     *
     * @param worker on which every step is taken
     */
    record Balancing(
            ScheduledExecutorService worker,
            ServiceNodes nodes,
            ServiceObject object,
            BalancerApi loadBalancers,
            BalancerApi networkLoadBalancers,
            ServiceControllerOptions options) {
        BalancerApi api(BalancerKind kind) {
            return kind == BalancerKind.LOAD_BALANCER ? loadBalancers : networkLoadBalancers;
        }
    }

    /**
     * Makes a loop that has not begun.
     *
     * @param service as of now; empty once it is gone
     * @param running whether steps are taken
     */
    ServiceLoop(Supplier<Optional<Service>> service, Balancing balancing, BooleanSupplier running) {
        this.service = service;
        this.balancing = balancing;
        this.running = running;
        alarm = new Alarm(balancing.worker(), this::run);
    }

    void wake(Duration delay) {
        alarm.within(delay);
    }

    /** Looks at the balancer again, even if nothing seems to have changed. On the worker. */
    void lookAgain() {
        if (balancer != null) {
            balancer.lookAgain();
        }
        wake(Duration.ZERO);
    }

    /** Writes all sets of the balancer anew. On the worker. */
    void rewrite() {
        rewrite = true;
        wake(Duration.ZERO);
    }

    private void run() {
        if (!running.getAsBoolean()) {
            return;
        }
        if (!balancing.nodes().areListed()) {
            wake(balancing.options().poll());
            return;
        }
        try {
            service.get().flatMap(this::step).ifPresent(this::wake);
        } catch (RuntimeException e) {
            LOG.debug("A Service is tried again: {}", e.toString());
            wake(balancing.options().retry());
        }
    }

    private Optional<Duration> step(Service now) {
        boolean wanted = ServiceObject.wantsBalancer(now);
        if (!wanted && !ServiceObject.hasFinalizer(now)) {
            return Optional.empty();
        }
        BalancerKind kind = BalancerKind.of(now);
        BalancedService present = balancer;
        if (present == null) {
            present = new BalancedService(balancing.api(kind), balancing.object(), balancing.options());
            balancer = present;
        }
        if (!wanted) {
            return present.stepToEnd(now);
        }
        WantedBalancer wantedNow =
                WantedBalancer.of(now, kind, balancing.nodes().of(now));
        if (rewrite) {
            rewrite = false;
            present.rewrite(wantedNow);
        }
        return present.step(now, wantedNow);
    }
}
