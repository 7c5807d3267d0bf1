package io.github.evenkeel.roll;

import io.github.evenkeel.DrainPlan.Restored;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.balancer.Placement;
import io.github.evenkeel.preflight.NodeTarget;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.LoadBalancer.ByHand;
import io.github.evenkeel.spi.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Remembers what was changed about a node before the point of no return, and puts it back in reverse order. */
final class Restoration {
    private final Tools tools;
    private final NodeTarget target;
    private final List<Placement> drained = new ArrayList<>();
    private final List<String> undone = new ArrayList<>();
    private boolean cordoned;

    Restoration(Tools tools, NodeTarget target) {
        this.tools = tools;
        this.target = target;
    }

    /** To be called before the backend is drained: an answer may be lost. */
    void drained(Placement placement) {
        drained.add(placement);
    }

    /** To be called before the node is cordoned. */
    void cordoned() {
        cordoned = true;
    }

    boolean any() {
        return cordoned || !drained.isEmpty();
    }

    List<String> undone() {
        return undone;
    }

    /**
     * Puts everything back, each thing whatever becomes of the others.
     *
     * @return what could not be put back and is left to do
     */
    List<ManualStep> run() {
        List<ManualStep> left = new ArrayList<>();
        tools.waits.shielded(() -> {
            if (cordoned) {
                attempt(
                        "uncordon " + target,
                        () -> tools.cordon.lift(
                                        target.node().name(), target.node().uid())
                                == Restored.UNCORDONED,
                        () -> tools.settings
                                .workloads()
                                .uncordonByHand(target.node().name()),
                        left);
            }
            boolean gone = !drained.isEmpty() && nodeIsGone();
            for (Placement placement : drained) {
                if (gone && !isThere(placement)) {
                    continue;
                }
                if (gone) {
                    left.add(new ManualStep(
                            "take " + placement + " out, as somebody else has deleted its " + target,
                            placement.byHand(ByHand.REMOVE)));
                    continue;
                }
                attempt(
                        "give " + placement + " its traffic again",
                        () -> tools.backends.putBack(placement, this::requireNode),
                        () -> placement.byHand(nodeIsGone() ? ByHand.REMOVE : ByHand.UPDATE),
                        left);
            }
        });
        return left;
    }

    /** Whether it certainly is, and no other has its name: its address gets no traffic again. */
    private boolean nodeIsGone() {
        try {
            return tools.retries
                    .call(
                            "read " + target,
                            () -> tools.settings.workloads().node(target.node().name()))
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
    private boolean isThere(Placement placement) {
        try {
            return tools.backends.at(target.addresses()).stream().anyMatch(placement::isSameBackendAs);
        } catch (ServiceException e) {
            return true;
        }
    }

    /** @param work says whether it was this that put it back: it may be so already, or not be ours any more */
    private void attempt(String what, BooleanSupplier work, Supplier<Optional<String>> byHand, List<ManualStep> left) {
        try {
            if (work.getAsBoolean()) {
                undone.add(what);
                tools.diary.putBack(what);
            }
        } catch (RuntimeException e) {
            left.add(new ManualStep(what + ": " + e.getMessage(), byHand.get()));
        }
    }
}
