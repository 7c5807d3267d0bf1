package io.github.evenkeel.pool;

import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PollResult;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.WaitCondition;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.run.state.NodeIdentity;
import io.github.evenkeel.spi.ClusterNode;
import java.util.List;

/** Checks that a new node is Ready and has the pods of its DaemonSets. */
final class Readiness {
    private final PlanSpec spec;
    private final Waits waits;
    private final Retries retries;
    private final ExpectedDaemonSets daemonSets;

    Readiness(PlanSpec spec, Waits waits, Retries retries, ExpectedDaemonSets daemonSets) {
        this.spec = spec;
        this.waits = waits;
        this.retries = retries;
        this.daemonSets = daemonSets;
    }

    /** One that has just come may not be Ready for good. */
    void await(NodeIdentity made) {
        String name = made.name();
        waits.await(
                new WaitCondition(
                        "node " + name, "Ready", spec.timing().loadBalancer().healthy()),
                () -> look(made));
    }

    /** Whether it is so now. */
    boolean isGiven(NodeIdentity made) {
        return look(made).value() != null;
    }

    private PollResult<ClusterNode> look(NodeIdentity made) {
        String name = made.name();
        return retries.call("read node " + name, () -> spec.workloads().node(name))
                .filter(made::is)
                .map(this::look)
                .orElseGet(() -> PollResult.notYet("no such node"));
    }

    PollResult<ClusterNode> look(ClusterNode node) {
        if (!node.ready()) {
            return PollResult.notYet("node " + node.name() + " is not Ready: " + node.troubles());
        }
        List<String> missing = daemonSets.missingOn(node.name());
        return missing.isEmpty()
                ? PollResult.of(node)
                : PollResult.notYet(
                        "node " + node.name() + " has no ready pod of DaemonSet " + String.join(", ", missing));
    }
}
