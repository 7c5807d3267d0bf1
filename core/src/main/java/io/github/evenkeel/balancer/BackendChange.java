package io.github.evenkeel.balancer;

import io.github.evenkeel.run.Change;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of one backend: written over, added, or taken out. */
final class BackendChange implements Change<LoadBalancerDescription> {
    private final Placement placement;
    private final @Nullable Backend desired;

    private BackendChange(Placement placement, @Nullable Backend desired) {
        this.placement = placement;
        this.desired = desired;
    }

    /** The set shall have the backend, with just these settings. */
    static BackendChange to(Placement placement, Backend desired) {
        return new BackendChange(placement, desired);
    }

    /** The set shall have no backend at that address and port. */
    static BackendChange toNone(Placement placement) {
        return new BackendChange(placement, null);
    }

    @Override
    public String object() {
        return placement.toString();
    }

    @Override
    public String expected() {
        return desired == null ? "no such backend" : describe(Optional.of(desired));
    }

    @Override
    public List<Operation> inFlight() {
        return placement.balancer().operationsInFlight();
    }

    @Override
    public LoadBalancerDescription read() {
        return placement.balancer().describe();
    }

    @Override
    public boolean reached(LoadBalancerDescription now) {
        return current(now).equals(Optional.ofNullable(desired));
    }

    @Override
    public String found(LoadBalancerDescription now) {
        return describe(current(now));
    }

    @Override
    public Operation start(LoadBalancerDescription seen) {
        if (seen.backendSet(placement.set()).isEmpty()) {
            throw new StepFailure(object(), "a backend set " + placement.set(), "no such set");
        }
        if (desired == null) {
            return placement.balancer().removeBackend(seen, placement.set(), placement.backend());
        }
        return current(seen).isPresent()
                ? placement.balancer().updateBackend(seen, placement.set(), desired)
                : placement.balancer().addBackend(seen, placement.set(), desired);
    }

    @Override
    public Operation operation(String id) {
        return placement.balancer().operation(id);
    }

    private Optional<Backend> current(LoadBalancerDescription now) {
        Backend wanted = placement.backend();
        return now.backendSet(placement.set()).flatMap(set -> set.backend(wanted.address(), wanted.port()));
    }

    private static String describe(Optional<Backend> backend) {
        return backend.map(b -> "weight " + b.weight() + ", max connections " + b.maxConnections() + ", modes "
                        + b.modes().stream().sorted().toList())
                .orElse("no such backend");
    }
}
