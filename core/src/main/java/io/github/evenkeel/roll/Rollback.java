package io.github.evenkeel.roll;

import io.github.evenkeel.DrainPlan.Restored;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.plan.NodeTarget;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.LoadBalancer.CliAction;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Remembers what was changed about a node before the point of no return, and puts it back in reverse order. */
final class Rollback {
    private final RunContext context;
    private final NodeTarget target;
    private final List<BackendMembership> drained = new ArrayList<>();
    private final List<String> rolledBack = new ArrayList<>();
    private boolean cordoned;

    Rollback(RunContext context, NodeTarget target) {
        this.context = context;
        this.target = target;
    }

    /** To be called before the backend is drained: an answer may be lost. */
    void drained(BackendMembership membership) {
        drained.add(membership);
    }

    /** To be called before the node is cordoned. */
    void cordoned() {
        cordoned = true;
    }

    boolean any() {
        return cordoned || !drained.isEmpty();
    }

    List<String> rolledBack() {
        return rolledBack;
    }

    /**
     * Puts everything back, each thing whatever becomes of the others.
     *
     * @return what could not be put back and is left to do
     */
    List<ManualStep> run() {
        List<ManualStep> left = new ArrayList<>();
        context.waits.uncancellable(() -> {
            if (cordoned) {
                attempt(
                        "uncordon " + target,
                        () -> context.cordon.lift(
                                        target.node().name(), target.node().uid())
                                == Restored.UNCORDONED,
                        () -> context.spec
                                .workloads()
                                .uncordonCliCommand(target.node().name()),
                        left);
            }
            boolean gone = !drained.isEmpty() && nodeIsGone();
            for (BackendMembership membership : drained) {
                if (gone && !isThere(membership)) {
                    continue;
                }
                if (gone) {
                    left.add(new ManualStep(
                            "take " + membership + " out, as somebody else has deleted its " + target,
                            membership.cliCommand(CliAction.REMOVE)));
                    continue;
                }
                attempt(
                        "give " + membership + " its traffic again",
                        () -> context.backends.putBack(membership, this::requireNode),
                        () -> membership.cliCommand(nodeIsGone() ? CliAction.REMOVE : CliAction.UPDATE),
                        left);
            }
        });
        return left;
    }

    /** Whether it certainly is, and no other has its name: its address gets no traffic again. */
    private boolean nodeIsGone() {
        try {
            return context.retries
                    .call(
                            "read " + target,
                            () -> context.spec.workloads().node(target.node().name()))
                    .isEmpty();
        } catch (ServiceException e) {
            return false;
        }
    }

    /** The balancer may have kept the run waiting for long. */
    private void requireNode() {
        if (nodeIsGone()) {
            throw new StepFailure(target.toString(), "a node of the cluster", "that somebody else has deleted it");
        }
    }

    /** Unless it certainly is not. */
    private boolean isThere(BackendMembership membership) {
        try {
            return context.backends.at(target.addresses()).stream().anyMatch(membership::isSameBackendAs);
        } catch (ServiceException e) {
            return true;
        }
    }

    /** @param work says whether it was this that put it back: it may be so already, or not be ours any more */
    private void attempt(
            String what, BooleanSupplier work, Supplier<Optional<String>> cliCommand, List<ManualStep> left) {
        try {
            if (work.getAsBoolean()) {
                rolledBack.add(what);
                context.publisher.rolledBack(what);
            }
        } catch (RuntimeException e) {
            left.add(new ManualStep(what + ": " + e.getMessage(), cliCommand.get()));
        }
    }
}
