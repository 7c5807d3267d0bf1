package io.github.evenkeel.drain;

import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps new pods off a node, or lets them on again: only if it is the same node, and only if the cordon is ours. */
public final class Cordon {
    private final Workloads workloads;
    private final Retries retries;
    private final String owner;

    /** @param owner the mark that our cordons bear */
    public Cordon(Workloads workloads, Retries retries, String owner) {
        this.workloads = workloads;
        this.retries = retries;
        this.owner = owner;
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
            if (now.isEmpty() || (uid != null && !now.get().uid().equals(uid))) {
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
        });
    }

    /** Lifts the cordon of that node, if it is there and ours. */
    public void lift(String name, String uid) {
        converge(name, now -> now.filter(node -> node.uid().equals(uid))
                .filter(this::ours)
                .ifPresent(workloads::uncordon));
    }

    boolean ours(ClusterNode node) {
        return node.cordon().on() && owner.equals(node.cordon().owner());
    }

    /** Looks and acts, and looks again before it acts again. */
    private void converge(String name, Consumer<Optional<ClusterNode>> act) {
        Retries.Patience patience = retries.patience("cordon of node " + name);
        while (true) {
            try {
                act.accept(workloads.node(name));
                return;
            } catch (ServiceException e) {
                patience.bear(e);
            }
        }
    }
}
