package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPlan.Restored;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps new pods off a node, or lets them on again: only if it is the same node, and only if the cordon is ours. */
public final class Cordon {
    private final Workloads workloads;
    private final Retries retries;
    private final String owner;
    private final Predicate<String> owners;

    /** @param owner the mark that our cordons bear */
    public Cordon(Workloads workloads, Retries retries, String owner) {
        this(workloads, retries, owner, owner::equals);
    }

    /**
     * Makes one that lifts the cordons of others, too.
     *
     * @param owners the marks of all that it lifts
     */
    Cordon(Workloads workloads, Retries retries, String owner, Predicate<String> owners) {
        this.workloads = workloads;
        this.retries = retries;
        this.owner = owner;
        this.owners = owners;
    }

    /**
     * Cordons the node, unless it is cordoned.
     *
     * @param uid of the node that is meant; null for whichever has the name now
     * @param beforeWrite told of the node as it is, before it is written: an answer may be lost
     * @throws StepFailure if there is no such node
     */
    public void put(String name, @Nullable String uid, Consumer<ClusterNode> beforeWrite) {
        converge(name, now -> {
            if (now.isEmpty() || (uid != null && !same(now.get(), uid))) {
                throw new StepFailure(
                        "node " + name,
                        uid == null ? "a node of that name" : "the node with UID " + uid,
                        now.map(other -> "another one of that name, UID " + other.uid())
                                .orElse("no such node"));
            }
            ClusterNode node = now.get();
            if (!node.cordon().on()) {
                beforeWrite.accept(node);
                workloads.cordon(node, owner);
            }
            return node;
        });
    }

    /**
     * Lifts the cordon of that node, if it is there and ours.
     *
     * @param uid of the node that is meant; null for whichever has the name now
     * @return what has become of it, by the last look at it
     */
    public Restored lift(String name, @Nullable String uid) {
        boolean[] asked = {false};
        return converge(name, now -> {
            ClusterNode node =
                    now.filter(there -> uid == null || same(there, uid)).orElse(null);
            if (node == null) {
                return Restored.NO_SUCH_NODE;
            }
            if (!node.cordon().on()) {
                return asked[0] ? Restored.UNCORDONED : Restored.NOT_CORDONED;
            }
            if (!ours(node)) {
                return Restored.CORDON_OF_OTHERS;
            }
            asked[0] = true; // the answer may be lost
            workloads.uncordon(node);
            return Restored.UNCORDONED;
        });
    }

    private static boolean same(ClusterNode node, String uid) {
        return node.uid().equals(uid);
    }

    private boolean ours(ClusterNode node) {
        String mark = node.cordon().owner();
        return node.cordon().on() && mark != null && owners.test(mark);
    }

    /** Looks and acts, and looks again before it acts again. */
    private <T> T converge(String name, Function<Optional<ClusterNode>, T> act) {
        Retries.Patience patience = retries.patience("cordon of node " + name);
        while (true) {
            try {
                return act.apply(workloads.node(name));
            } catch (ServiceException e) {
                patience.bear(e);
            }
        }
    }
}
