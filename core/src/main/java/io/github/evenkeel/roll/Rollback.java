package io.github.evenkeel.roll;

import io.github.evenkeel.ManualStep;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.traffic.BackendMembership;
import io.github.evenkeel.traffic.NodeTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Record of the changes of a node before the point of no return, and of their rollback. */
final class Rollback {
    private final PlanSpec spec;
    private final NodeScope scope;
    private final NodeState node;
    private final NodeTraffic traffic;
    private final List<BackendMembership> drained = new ArrayList<>();
    private final List<String> rolledBack = new ArrayList<>();
    private final List<ManualStep> left = new ArrayList<>();
    private boolean cordoned;
    private boolean excluded;

    Rollback(PlanSpec spec, NodeScope scope, NodeState node, NodeTraffic traffic) {
        this.spec = spec;
        this.scope = scope;
        this.node = node;
        this.traffic = traffic;
    }

    /** To be called before the backend is drained: an answer may be lost. */
    synchronized void drained(BackendMembership membership) {
        if (drained.stream().noneMatch(membership::isSameBackendAs)) {
            drained.add(membership);
        }
    }

    synchronized List<BackendMembership> drained() {
        return List.copyOf(drained);
    }

    synchronized boolean hasDrained() {
        return !drained.isEmpty();
    }

    /** To be called before the node is cordoned. */
    void cordoned() {
        cordoned = true;
    }

    boolean hasCordoned() {
        return cordoned;
    }

    /** To be called before the node gets the label that takes it out of Services' load balancers. */
    void excluded() {
        excluded = true;
    }

    boolean hasExcluded() {
        return excluded;
    }

    /** Whether anything may have been changed. */
    boolean isNeeded() {
        return cordoned || excluded || hasDrained();
    }

    /** @param work says whether it was this that undid it: it may be so already, or another client's change by now */
    void attempt(String what, BooleanSupplier work, Supplier<Optional<String>> cliCommand) {
        attempt(scope.publisher(), what, work, cliCommand);
    }

    /** As above, about a backend of the node. */
    void attempt(
            BackendMembership membership, String what, BooleanSupplier work, Supplier<Optional<String>> cliCommand) {
        attempt(scope.publisher().about(membership::subject), what, work, cliCommand);
    }

    private void attempt(
            EventPublisher publisher, String what, BooleanSupplier work, Supplier<Optional<String>> cliCommand) {
        try {
            if (work.getAsBoolean()) {
                rolledBack.add(what);
                publisher.rolledBack(what);
            }
        } catch (RuntimeException e) {
            leave(what + ": " + e.getMessage(), cliCommand.get());
        }
    }

    void leave(String what, Optional<String> cliCommand) {
        left.add(new ManualStep(what, cliCommand));
    }

    /** What was undone, for people. */
    List<String> rolledBack() {
        return List.copyOf(rolledBack);
    }

    /** What could not be undone. */
    List<ManualStep> left() {
        return List.copyOf(left);
    }

    /** Whether the node certainly is gone, and no other has its name: its address gets no traffic again. */
    boolean nodeIsGone() {
        try {
            return scope.retries()
                    .call("read " + node, () -> spec.workloads().node(node.name()))
                    .isEmpty();
        } catch (ServiceException e) {
            return false;
        }
    }

    /** The balancer may have kept the run waiting for long. */
    void requireNode() {
        if (nodeIsGone()) {
            throw new StepFailure(
                    node.toString(), "a node of the cluster", "no such node: another client has deleted it");
        }
    }

    /** Unless it certainly is not. */
    boolean isThere(BackendMembership membership) {
        try {
            return traffic.at(node.addresses()).stream().anyMatch(membership::isSameBackendAs);
        } catch (ServiceException e) {
            return true;
        }
    }
}
