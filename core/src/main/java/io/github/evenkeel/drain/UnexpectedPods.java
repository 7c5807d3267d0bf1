package io.github.evenkeel.drain;

import io.github.evenkeel.spi.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Detects new pods on a node during its drain. They were bound before the cordon, or tolerate it, or another client
 * uncordoned the node, or another machine has the node's name: then they must not be evicted.
 */
final class UnexpectedPods {
    private final CordonWatch cordon;
    private final Returns returns;
    private final Set<String> known = new HashSet<>();

    /** @param before pods of the node at the time of the cordon, if known */
    UnexpectedPods(CordonWatch cordon, Returns returns, List<Pod> before) {
        this.cordon = cordon;
        this.returns = returns;
        before.forEach(pod -> known.add(pod.uid()));
    }

    /**
     * Compares the pods with those before, and reads the node if there are new ones.
     *
     * @throws io.github.evenkeel.run.StepFailure if they belong to another node, or the node was uncordoned a second
     *     time
     */
    void look(List<Pod> pods) {
        long before = known.size();
        pods.forEach(pod -> known.add(pod.uid()));
        boolean held = known.size() > before ? cordon.held() : !cordon.due() || cordon.heldOrGone();
        if (held) {
            returns.look(pods);
        } else {
            returns.restart(pods);
        }
    }
}
