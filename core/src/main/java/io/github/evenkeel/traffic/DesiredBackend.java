package io.github.evenkeel.traffic;

import io.github.evenkeel.run.ChangeCondition;
import io.github.evenkeel.run.DesiredState;
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
import java.util.function.UnaryOperator;

/**
 * Desired state of one backend: drained, offline, serving, or removed.
 *
 * <p>The desired settings are made from the current ones: a weight or limit that another client has set meanwhile
 * stays, and a backend that another client has removed is not added again.
 */
final class DesiredBackend implements DesiredState<LoadBalancerDescription> {
    private final BackendMembership membership;
    private final String expected;
    private final UnaryOperator<Optional<Backend>> change;
    private final List<ChangeCondition<LoadBalancerDescription>> conditions;
    private final Consumer<Backend> beforeWrite;
    private final Runnable afterRequest;
    private Backend replaced;
    private boolean asked;
    private boolean unsettled;

    private DesiredBackend(
            BackendMembership membership,
            String expected,
            UnaryOperator<Optional<Backend>> change,
            List<ChangeCondition<LoadBalancerDescription>> conditions,
            Consumer<Backend> beforeWrite) {
        this(membership, expected, change, conditions, beforeWrite, () -> {});
    }

    private DesiredBackend(
            BackendMembership membership,
            String expected,
            UnaryOperator<Optional<Backend>> change,
            List<ChangeCondition<LoadBalancerDescription>> conditions,
            Consumer<Backend> beforeWrite,
            Runnable afterRequest) {
        this.membership = membership;
        this.expected = expected;
        this.change = change;
        this.conditions = conditions;
        this.beforeWrite = beforeWrite;
        this.afterRequest = afterRequest;
        replaced = membership.backend();
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
     * The backend gets no new connections, if it exists.
     *
     * @param conditions see {@link #conditions}
     * @param beforeWrite is told what will be drained, before each attempt
     * @param afterRequest called when the balancer has taken a request for it
     */
    static DesiredBackend drained(
            BackendMembership membership,
            List<ChangeCondition<LoadBalancerDescription>> conditions,
            Consumer<Backend> beforeWrite,
            Runnable afterRequest) {
        return new DesiredBackend(
                membership,
                "drained",
                now -> now.map(backend -> backend.with(Mode.DRAIN)),
                conditions,
                beforeWrite,
                afterRequest);
    }

    /** The backend gets no new connections, if it exists and is still to be drained. */
    static DesiredBackend drained(DrainAgain again) {
        return new DesiredBackend(again.membership(), "drained", again::change, List.of(again), there -> {});
    }

    /**
     * It is not drained, if it is there.
     *
     * @param beforeWrite throws if that may not be, before each attempt
     */
    static DesiredBackend without(BackendMembership membership, Set<Mode> modes, Runnable beforeWrite) {
        return new DesiredBackend(
                membership,
                "not in modes " + modes.stream().sorted().toList(),
                now -> now.map(backend -> without(backend, modes)),
                List.of(),
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
     * The backend gets no traffic, not even of clients with session persistence, if it exists.
     *
     * @param conditions see {@link #conditions}
     */
    static DesiredBackend offline(
            BackendMembership membership, List<ChangeCondition<LoadBalancerDescription>> conditions) {
        return new DesiredBackend(
                membership, "offline", now -> now.map(backend -> backend.with(Mode.OFFLINE)), conditions, there -> {});
    }

    /**
     * The set has the backend and sends it traffic; with these settings, if it does not exist yet.
     *
     * @param condition see {@link #conditions}
     */
    static DesiredBackend serving(BackendMembership membership, ChangeCondition<LoadBalancerDescription> condition) {
        return new DesiredBackend(
                membership,
                describe(Optional.of(membership.backend())),
                now -> Optional.of(
                        now.map(backend -> backend.without(Mode.DRAIN).without(Mode.OFFLINE))
                                .orElse(membership.backend())),
                List.of(condition),
                there -> {});
    }

    /**
     * The set has the backend with these settings, whatever it has there now.
     *
     * @param condition see {@link #conditions}
     */
    static DesiredBackend alike(BackendMembership membership, ChangeCondition<LoadBalancerDescription> condition) {
        Optional<Backend> backend = Optional.of(membership.backend());
        return new DesiredBackend(membership, describe(backend), now -> backend, List.of(condition), there -> {});
    }

    /**
     * The set has no backend at that address and port.
     *
     * @param conditions see {@link #conditions}
     * @param beforeWrite is told what will be taken out, before each attempt
     */
    static DesiredBackend gone(
            BackendMembership membership,
            List<ChangeCondition<LoadBalancerDescription>> conditions,
            Consumer<Backend> beforeWrite) {
        return new DesiredBackend(membership, "no such backend", now -> Optional.empty(), conditions, beforeWrite);
    }

    @Override
    public String object() {
        return membership.toString();
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public List<Operation> inFlight() {
        return membership.balancer().operationsInFlight();
    }

    @Override
    public LoadBalancerDescription read() {
        return membership.balancer().describe();
    }

    @Override
    public boolean reached(LoadBalancerDescription now) {
        return change.apply(current(now)).equals(current(now));
    }

    @Override
    public String found(LoadBalancerDescription now) {
        return describe(current(now));
    }

    /** Of a set that is gone, {@link #start} tells. */
    @Override
    public List<ChangeCondition<LoadBalancerDescription>> conditions() {
        return conditions.stream()
                .<ChangeCondition<LoadBalancerDescription>>map(condition -> new ChangeCondition<>() {
                    @Override
                    public boolean holds(LoadBalancerDescription seen) {
                        return seen.backendSet(membership.set()).isEmpty() || condition.holds(seen);
                    }

                    @Override
                    public void await() {
                        condition.await();
                    }
                })
                .toList();
    }

    @Override
    public Operation start(LoadBalancerDescription seen) {
        if (seen.backendSet(membership.set()).isEmpty()) {
            throw new StepFailure(
                    object(),
                    "a backend set " + membership.set(),
                    "no such set: bring it back and resume; or, if it is gone for good, resume with"
                            + " withAcceptedMissingBackendSet(\""
                            + membership.balancer().id() + "\", \"" + membership.set()
                            + "\"); if it has another name, first put this backend there in the place of the old node's");
        }
        Backend there = current(seen).orElse(replaced);
        beforeWrite.accept(there);
        replaced = there;
        unsettled = true;
        try {
            Operation begun = ask(seen);
            asked = true;
            afterRequest.run();
            return begun;
        } catch (ServiceException e) {
            unsettled = e.isOutcomeUnknown();
            throw e;
        }
    }

    private Operation ask(LoadBalancerDescription seen) {
        Optional<Backend> desired = change.apply(current(seen));
        if (desired.isEmpty()) {
            return membership
                    .balancer()
                    .removeBackend(seen, membership.set(), current(seen).orElse(membership.backend()));
        }
        return current(seen).isPresent()
                ? membership.balancer().updateBackend(seen, membership.set(), desired.get())
                : membership.balancer().addBackend(seen, membership.set(), desired.get());
    }

    @Override
    public Operation operation(String id) {
        Operation operation = membership.balancer().operation(id);
        unsettled = !operation.ended();
        return operation;
    }

    /** Whether it was asked for, and has not been seen to come to an end. */
    boolean unsettled() {
        return unsettled;
    }

    private Optional<Backend> current(LoadBalancerDescription now) {
        return membership.in(now);
    }

    private static String describe(Optional<Backend> backend) {
        return backend.map(b -> "weight " + b.weight() + ", max connections " + b.maxConnections() + ", modes "
                        + b.modes().stream().sorted().toList())
                .orElse("no such backend");
    }
}
