package io.github.evenkeel.drain;

import io.github.evenkeel.DrainRestoration.Outcome;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.NodeWrite;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cordons and uncordons a node, only if it is still the same node. Uncordons only a node that this run has cordoned.
 */
public final class Cordon {
    private final Workloads workloads;
    private final NodeScope run;
    private final String owner;
    private final Predicate<String> owners;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Duration> seenOn = new HashMap<>();
    private @Nullable String lifted;

    /** @param owner mark of this run's cordons */
    public Cordon(Workloads workloads, NodeScope run, String owner) {
        this(workloads, run, owner, owner::equals);
    }

    /**
     * Creates one that also lifts cordons with other marks.
     *
     * @param owners accepts the marks of the cordons that it lifts
     */
    Cordon(Workloads workloads, NodeScope run, String owner, Predicate<String> owners) {
        this.workloads = workloads;
        this.run = run;
        this.owner = owner;
        this.owners = owners;
    }

    /**
     * Cordons the node, unless it is cordoned.
     *
     * @param uid of the node; null for any node of that name
     * @param beforeWrite called with the node before the write, as the response may be lost
     * @return the node as it was before
     * @throws StepFailure if the node does not exist
     */
    public ClusterNode put(String name, @Nullable String uid, Consumer<ClusterNode> beforeWrite) {
        ClusterNode found = NodeWrite.make(run, workloads, "cordon", name, now -> {
            ClusterNode node = now.filter(there -> same(there, uid))
                    .orElseThrow(() -> uid == null
                            ? new StepFailure("node " + name, "a node of that name", "no such node")
                            : new NodeIdentity(name, uid).missing(now));
            if (!node.cordon().on()) {
                beforeWrite.accept(node);
                asked.add(name);
                workloads.cordon(node, owner);
            }
            return node;
        });
        seenOn.put(name, run.waits().elapsed());
        return found;
    }

    /** When the node was last cordoned or seen cordoned; empty if never. */
    Optional<Duration> seenOn(String name) {
        return Optional.ofNullable(seenOn.get(name));
    }

    /**
     * Uncordons the node, if this run has cordoned it. If a requested cordon or its removal is not visible, reads the
     * node twice, as a read may return an older state.
     *
     * @param uid of the node; null for any node of that name
     * @return the outcome, by the last read
     */
    public Outcome lift(String name, @Nullable String uid) {
        Attempt attempt = new Attempt();
        Outcome first = liftIfSeen(name, uid, attempt);
        if (first != Outcome.NOT_CORDONED || !(asked.remove(name) || attempt.made)) {
            return first;
        }
        run.waits()
                .sleep(
                        "the cordon of node " + name + " to become visible",
                        run.timing().calls().poll());
        Outcome second = liftIfSeen(name, uid, attempt);
        return second == Outcome.NOT_CORDONED && attempt.isOutcomeUnknown ? Outcome.UNCORDONED : second;
    }

    /** The mark of the cordon that was lifted last; empty if none was. */
    Optional<String> lifted() {
        return Optional.ofNullable(lifted);
    }

    /** Attempt to uncordon a node. */
    private static final class Attempt {
        private boolean made;
        private boolean isOutcomeUnknown;
    }

    private Outcome liftIfSeen(String name, @Nullable String uid, Attempt attempt) {
        return NodeWrite.make(run, workloads, "cordon", name, now -> {
            ClusterNode node = now.filter(there -> same(there, uid)).orElse(null);
            if (node == null) {
                return Outcome.NO_SUCH_NODE;
            }
            if (!node.cordon().on()) {
                return Outcome.NOT_CORDONED;
            }
            if (!ours(node)) {
                return Outcome.CORDON_OF_OTHERS;
            }
            attempt.made = true;
            lifted = node.cordon().owner().orElse(null);
            try {
                workloads.uncordon(node);
            } catch (ServiceException e) {
                attempt.isOutcomeUnknown |= e.isOutcomeUnknown();
                throw e;
            }
            return Outcome.UNCORDONED;
        });
    }

    private static boolean same(ClusterNode node, @Nullable String uid) {
        return uid == null || new NodeIdentity(node.name(), uid).is(node);
    }

    private boolean ours(ClusterNode node) {
        return node.cordon().on() && node.cordon().owner().filter(owners).isPresent();
    }
}
