package io.github.evenkeel.roll;

import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps new pods off a node, or lets them on again: only if it is the same node, and only if the cordon is ours. */
final class Cordon {
    private Cordon() {}

    static void put(Tools tools, ClusterNode node, Restoration restoration) {
        converge(tools, node, now -> {
            if (now == null || !now.uid().equals(node.uid())) {
                throw new StepFailure(
                        "node " + node.name(),
                        "the node with UID " + node.uid(),
                        now == null ? "no such node" : "another one of that name, UID " + now.uid());
            }
            if (now.cordon().on()) {
                return true;
            }
            restoration.cordoned();
            tools.settings.workloads().cordon(now, tools.runId);
            return false;
        });
    }

    static void lift(Tools tools, ClusterNode node) {
        converge(tools, node, now -> {
            if (now == null
                    || !now.uid().equals(node.uid())
                    || !now.cordon().on()
                    || !tools.runId.equals(now.cordon().owner())) {
                return true;
            }
            tools.settings.workloads().uncordon(now);
            return false;
        });
    }

    /** Looks and acts in turn until the look says that it is done. */
    private static void converge(Tools tools, ClusterNode node, Predicate<@Nullable ClusterNode> done) {
        Retries.Patience patience = tools.retries.patience("cordon of node " + node.name());
        while (true) {
            try {
                if (done.test(tools.settings.workloads().node(node.name()).orElse(null))) {
                    return;
                }
            } catch (ServiceException e) {
                patience.bear(e);
            }
        }
    }
}
