package io.github.evenkeel.balancer;

import io.github.evenkeel.run.Change;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A change of one backend: drained, given its traffic again, added, or taken out.
 *
 * <p>What shall be is made from what is there at the time: weight or limit that somebody else has set meanwhile stay,
 * and a backend that somebody else has taken out is not put in again.
 */
final class BackendChange implements Change<LoadBalancerDescription> {
    private final Placement placement;
    private final String expected;
    private final UnaryOperator<Optional<Backend>> change;
    private final Predicate<LoadBalancerDescription> permit;
    private final Consumer<Backend> beforeWrite;
    private Backend replaced;
    private boolean asked;
    private boolean unsettled;

    private BackendChange(
            Placement placement,
            String expected,
            UnaryOperator<Optional<Backend>> change,
            Predicate<LoadBalancerDescription> permit,
            Consumer<Backend> beforeWrite) {
        this.placement = placement;
        this.expected = expected;
        this.change = change;
        this.permit = permit;
        this.beforeWrite = beforeWrite;
        replaced = placement.backend();
    }

    /** Whether the balancer has taken a request for it; else it was so already, or came about unseen. */
    boolean asked() {
        return asked;
    }

    /** What was there when it was last asked for; as it was found, if it never was. */
    Backend replaced() {
        return replaced;
    }

    /**
     * It shall get no new connections, if it is there.
     *
     * @param permit see {@link #mayStart}
     * @param beforeWrite is told what will be drained, before each attempt
     */
    static BackendChange drained(
            Placement placement, Predicate<LoadBalancerDescription> permit, Consumer<Backend> beforeWrite) {
        return new BackendChange(
                placement, "drained", now -> now.map(backend -> backend.with(Mode.DRAIN)), permit, beforeWrite);
    }

    /**
     * It is not drained, if it is there.
     *
     * @param beforeWrite throws if that may not be, before each attempt
     */
    static BackendChange without(Placement placement, Set<Mode> modes, Runnable beforeWrite) {
        return new BackendChange(
                placement,
                "not in modes " + modes.stream().sorted().toList(),
                now -> now.map(backend -> without(backend, modes)),
                now -> true,
                there -> beforeWrite.run());
    }

    private static Backend without(Backend backend, Set<Mode> modes) {
        Backend less = backend;
        for (Mode mode : modes) {
            less = less.without(mode);
        }
        return less;
    }

    /**
     * It shall get nothing at all, not even requests of clients that know it, if it is there.
     *
     * @param permit see {@link #mayStart}
     */
    static BackendChange offline(Placement placement, Predicate<LoadBalancerDescription> permit) {
        return new BackendChange(
                placement, "offline", now -> now.map(backend -> backend.with(Mode.OFFLINE)), permit, there -> {});
    }

    /**
     * The set shall have it and send it traffic; with these settings, if it is not there yet.
     *
     * @param beforeWrite waits until that may be, before each attempt
     */
    static BackendChange serving(Placement placement, Runnable beforeWrite) {
        return new BackendChange(
                placement,
                describe(Optional.of(placement.backend())),
                now -> Optional.of(
                        now.map(backend -> backend.without(Mode.DRAIN).without(Mode.OFFLINE))
                                .orElse(placement.backend())),
                now -> true,
                there -> beforeWrite.run());
    }

    /**
     * The set shall have no backend at that address and port.
     *
     * @param permit see {@link #mayStart}
     * @param beforeWrite is told what will be taken out, before each attempt
     */
    static BackendChange gone(
            Placement placement, Predicate<LoadBalancerDescription> permit, Consumer<Backend> beforeWrite) {
        return new BackendChange(placement, "no such backend", now -> Optional.empty(), permit, beforeWrite);
    }

    @Override
    public String object() {
        return placement.toString();
    }

    @Override
    public String expected() {
        return expected;
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
        return change.apply(current(now)).equals(current(now));
    }

    @Override
    public String found(LoadBalancerDescription now) {
        return describe(current(now));
    }

    @Override
    public boolean mayStart(LoadBalancerDescription seen) {
        return seen.backendSet(placement.set()).isEmpty() || permit.test(seen);
    }

    @Override
    public Operation start(LoadBalancerDescription seen) {
        if (seen.backendSet(placement.set()).isEmpty()) {
            throw new StepFailure(
                    object(),
                    "a backend set " + placement.set(),
                    "no such set: bring it back and resume; or, if it is gone for good, resume with"
                            + " acceptingMissingBackendSet(\""
                            + placement.balancer().id() + "\", \"" + placement.set()
                            + "\"); if it has another name, first put this backend there in the place of the old node's");
        }
        Backend there = current(seen).orElse(replaced);
        beforeWrite.accept(there);
        replaced = there;
        unsettled = true;
        try {
            Operation begun = ask(seen);
            asked = true;
            return begun;
        } catch (ServiceException e) {
            unsettled = e.mayBeDone();
            throw e;
        }
    }

    private Operation ask(LoadBalancerDescription seen) {
        Optional<Backend> desired = change.apply(current(seen));
        if (desired.isEmpty()) {
            return placement
                    .balancer()
                    .removeBackend(seen, placement.set(), current(seen).orElse(placement.backend()));
        }
        return current(seen).isPresent()
                ? placement.balancer().updateBackend(seen, placement.set(), desired.get())
                : placement.balancer().addBackend(seen, placement.set(), desired.get());
    }

    @Override
    public Operation operation(String id) {
        Operation operation = placement.balancer().operation(id);
        unsettled = !operation.ended();
        return operation;
    }

    /** Whether it was asked for, and has not been seen to come to an end. */
    boolean unsettled() {
        return unsettled;
    }

    private Optional<Backend> current(LoadBalancerDescription now) {
        return placement.in(now);
    }

    private static String describe(Optional<Backend> backend) {
        return backend.map(b -> "weight " + b.weight() + ", max connections " + b.maxConnections() + ", modes "
                        + b.modes().stream().sorted().toList())
                .orElse("no such backend");
    }
}
