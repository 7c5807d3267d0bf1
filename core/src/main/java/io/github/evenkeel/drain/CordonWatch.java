package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node cordoned while it is drained. If another client uncordons it, it cordons the node again, once. A second
 * time ends the drain, as the two would only undo each other's work.
 */
final class CordonWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final NodeIdentity node;
    private final Workloads workloads;
    private final Cordon cordon;
    private final NodeScope run;
    private final Runnable beforeCordon;
    private Duration closedSince;
    private Duration lookedAt;
    private @Nullable String putAgainAt;

    /**
     * Starts with a node that was seen cordoned.
     *
     * @param beforeCordon called before the node is cordoned again, as the response may be lost
     * @throws StepFailure if the node was not seen so
     */
    CordonWatch(NodeIdentity node, Workloads workloads, Cordon cordon, NodeScope run, Runnable beforeCordon) {
        this.node = node;
        this.workloads = workloads;
        this.cordon = cordon;
        this.run = run;
        this.beforeCordon = beforeCordon;
        this.closedSince = cordon.seenOn(node.name())
                .orElseThrow(() -> new StepFailure(node.toString(), "cordoned before its pods leave", "not cordoned"));
        this.lookedAt = closedSince;
    }

    /** Since when the node is cordoned, as far as this process has seen. */
    Duration closedSince() {
        return closedSince;
    }

    boolean due() {
        return run.waits().elapsed().minus(lookedAt).compareTo(BETWEEN_LOOKS) >= 0;
    }

    /**
     * Reads the node.
     *
     * @return whether it was cordoned; if not, it is cordoned again, and new pods may be bound to it
     * @throws StepFailure if it was uncordoned a second time, is gone, or another node has its name
     */
    boolean held() {
        Optional<ClusterNode> now = read();
        return held(now.filter(node::is).orElseThrow(() -> node.missing(now)));
    }

    /** As above, but true for a node that is gone, to which no pod can be bound. */
    boolean heldOrGone() {
        Optional<ClusterNode> now = read();
        return now.isEmpty() || held(now.filter(node::is).orElseThrow(() -> node.missing(now)));
    }

    private boolean held(ClusterNode now) {
        if (now.cordon().on()) {
            return true;
        }
        String before = putAgainAt;
        if (before != null) {
            return heldAfterAll(before);
        }
        ClusterNode found = cordon.put(node.name(), node.uid(), open -> {
            run.waits().checkCancelled();
            beforeCordon.run();
        });
        closedSince = run.waits().elapsed();
        if (!found.cordon().on()) {
            putAgainAt = run.scheduler().now().truncatedTo(ChronoUnit.SECONDS).toString();
            run.publisher()
                    .warned(Finding.warning(
                            node.toString(),
                            "uncordoned by another client while it is drained; cordoned again",
                            "a cordon that stays until the node is drained",
                            "find out which client uncordons it: the drain stops if it is uncordoned again"));
        }
        return false;
    }

    /** Reads once more before it ends the drain, as a read may return an older state. */
    private boolean heldAfterAll(String putAgain) {
        run.waits()
                .sleep(
                        "the cordon of " + node + " to become visible",
                        run.timing().calls().poll());
        Optional<ClusterNode> now = read();
        if (now.filter(node::is).orElseThrow(() -> node.missing(now)).cordon().on()) {
            closedSince = run.waits().elapsed();
            return false;
        }
        throw new StepFailure(
                node.toString(),
                "cordoned while it is drained",
                "uncordoned by another client, again: it was cordoned again at " + putAgain);
    }

    private Optional<ClusterNode> read() {
        lookedAt = run.waits().elapsed();
        return run.retries().call("read " + node, () -> workloads.node(node.name()));
    }
}
