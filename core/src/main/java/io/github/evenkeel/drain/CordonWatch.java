package io.github.evenkeel.drain;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a node stays cordoned while it is drained: a cordon that another lifts is put again once; lifted
 * again, it ends the drain, as two would only undo each other's work.
 */
final class CordonWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final NodeIdentity node;
    private final Workloads workloads;
    private final Cordon cordon;
    private final Run run;
    private final Runnable beforeCordon;
    private Duration closedSince;
    private Duration lookedAt;
    private @Nullable String putAgainAt;

    /**
     * Begins with a node that was seen cordoned.
     *
     * @param beforeCordon told before the node is cordoned again: an answer may be lost
     * @throws StepFailure if the node was not seen so
     */
    CordonWatch(NodeIdentity node, Workloads workloads, Cordon cordon, Run run, Runnable beforeCordon) {
        this.node = node;
        this.workloads = workloads;
        this.cordon = cordon;
        this.run = run;
        this.beforeCordon = beforeCordon;
        this.closedSince = cordon.seenOn(node.name())
                .orElseThrow(() -> new StepFailure(node.toString(), "cordoned before its pods leave", "not cordoned"));
        this.lookedAt = closedSince;
    }

    /** Since when the node is cordoned, by all that this process has seen. */
    Duration closedSince() {
        return closedSince;
    }

    boolean due() {
        return run.waits().elapsed().minus(lookedAt).compareTo(BETWEEN_LOOKS) >= 0;
    }

    /**
     * Looks at the node itself.
     *
     * @return whether it was cordoned; if not, it is again, and pods may have come
     * @throws StepFailure if it was opened again, or if another has its name, or none
     */
    boolean held() {
        Optional<ClusterNode> now = read();
        return held(now.filter(node::is).orElseThrow(() -> node.missing(now)));
    }

    /** As above, but nothing comes to a node that is gone. */
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
                            "uncordoned by another while it is drained; cordoned again",
                            "a cordon that stays until the node is drained",
                            "see who uncordons it: the drain stops if that is done again"));
        }
        return false;
    }

    /** A read may show what was so before, and a drain that ends in vain does harm, too. */
    private boolean heldAfterAll(String putAgain) {
        run.waits()
                .sleep(
                        "the cordon of " + node + " to show",
                        run.timing().calls().poll());
        Optional<ClusterNode> now = read();
        if (now.filter(node::is).orElseThrow(() -> node.missing(now)).cordon().on()) {
            closedSince = run.waits().elapsed();
            return false;
        }
        throw new StepFailure(
                node.toString(),
                "cordoned while it is drained",
                "uncordoned by another, again after its cordon was put back at " + putAgain);
    }

    private Optional<ClusterNode> read() {
        lookedAt = run.waits().elapsed();
        return run.retries().call("read " + node, () -> workloads.node(node.name()));
    }
}
