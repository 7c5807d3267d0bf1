package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPlan.Restored;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Run;
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
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps new pods off a node, or lets them on again: only if it is the same node, and only if the cordon is ours. */
public final class Cordon {
    private final Workloads workloads;
    private final Run run;
    private final String owner;
    private final Predicate<String> owners;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Duration> seenOn = new HashMap<>();

    /** @param owner the mark that our cordons bear */
    public Cordon(Workloads workloads, Run run, String owner) {
        this(workloads, run, owner, owner::equals);
    }

    /**
     * Makes one that lifts the cordons of others, too.
     *
     * @param owners the marks of all that it lifts
     */
    Cordon(Workloads workloads, Run run, String owner, Predicate<String> owners) {
        this.workloads = workloads;
        this.run = run;
        this.owner = owner;
        this.owners = owners;
    }

    /**
     * Cordons the node, unless it is cordoned.
     *
     * @param uid of the node that is meant; null for whichever has the name now
     * @param beforeWrite told of the node as it is, before it is written: an answer may be lost
     * @return the node as it was before
     * @throws StepFailure if there is no such node
     */
    public ClusterNode put(String name, @Nullable String uid, Consumer<ClusterNode> beforeWrite) {
        ClusterNode found = converge(name, now -> {
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

    /** When the node was last put under its cordon, or found so; empty if it never was. */
    Optional<Duration> seenOn(String name) {
        return Optional.ofNullable(seenOn.get(name));
    }

    /**
     * Lifts the cordon of that node, if it is there and ours. Looks twice at one that was asked for, or asked to be
     * lifted, and does not show: a read may show what was so before.
     *
     * @param uid of the node that is meant; null for whichever has the name now
     * @return what has become of it, by the last look at it
     */
    public Restored lift(String name, @Nullable String uid) {
        Attempt attempt = new Attempt();
        Restored first = liftIfSeen(name, uid, attempt);
        if (first != Restored.NOT_CORDONED || !(asked.remove(name) || attempt.made)) {
            return first;
        }
        run.waits()
                .sleep(
                        "the cordon of node " + name + " to show",
                        run.timing().calls().poll());
        Restored second = liftIfSeen(name, uid, attempt);
        return second == Restored.NOT_CORDONED && attempt.isOutcomeUnknown ? Restored.UNCORDONED : second;
    }

    /** To lift a cordon: refused, or without an answer. */
    private static final class Attempt {
        private boolean made;
        private boolean isOutcomeUnknown;
    }

    private Restored liftIfSeen(String name, @Nullable String uid, Attempt attempt) {
        return converge(name, now -> {
            ClusterNode node = now.filter(there -> same(there, uid)).orElse(null);
            if (node == null) {
                return Restored.NO_SUCH_NODE;
            }
            if (!node.cordon().on()) {
                return Restored.NOT_CORDONED;
            }
            if (!ours(node)) {
                return Restored.CORDON_OF_OTHERS;
            }
            attempt.made = true;
            try {
                workloads.uncordon(node);
            } catch (ServiceException e) {
                attempt.isOutcomeUnknown |= e.isOutcomeUnknown();
                throw e;
            }
            return Restored.UNCORDONED;
        });
    }

    private static boolean same(ClusterNode node, @Nullable String uid) {
        return uid == null || new NodeIdentity(node.name(), uid).is(node);
    }

    private boolean ours(ClusterNode node) {
        String mark = node.cordon().owner();
        return node.cordon().on() && mark != null && owners.test(mark);
    }

    /** Looks and acts, and looks again before it acts again. */
    private <T> T converge(String name, Function<Optional<ClusterNode>, T> act) {
        Retries.Patience patience = run.retries().patience("cordon of node " + name);
        while (true) {
            try {
                return act.apply(run.retries().call("read node " + name, () -> workloads.node(name)));
            } catch (ServiceException e) {
                patience.backoffOrThrow(e);
            }
        }
    }
}
