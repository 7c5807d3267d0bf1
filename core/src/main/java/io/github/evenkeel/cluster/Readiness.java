package io.github.evenkeel.cluster;

import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.ClusterNode;
import java.util.List;

/** Whether a new node is at work: Ready, and with the pods of its DaemonSets. */
final class Readiness {
    private final Settings settings;
    private final Waits waits;
    private final Retries retries;
    private final ExpectedDaemonSets daemonSets;

    Readiness(Settings settings, Waits waits, Retries retries, ExpectedDaemonSets daemonSets) {
        this.settings = settings;
        this.waits = waits;
        this.retries = retries;
        this.daemonSets = daemonSets;
    }

    /** One that has just come may not be Ready for good. */
    void await(ClusterNode made) {
        String name = made.name();
        waits.until(new Goal("node " + name, "Ready", settings.timing().healthy()), () -> retries.call(
                        "read node " + name, () -> settings.workloads().node(name))
                .filter(NodeIdentity.of(made)::is)
                .map(this::look)
                .orElseGet(() -> Sight.notYet("no such node")));
    }

    Sight<ClusterNode> look(ClusterNode node) {
        if (!node.ready()) {
            return Sight.notYet("node " + node.name() + " is not Ready: " + node.troubles());
        }
        List<String> missing = daemonSets.missingOn(node.name());
        return missing.isEmpty()
                ? Sight.of(node)
                : Sight.notYet("node " + node.name() + " has no ready pod of DaemonSet " + String.join(", ", missing));
    }
}
