package io.github.evenkeel.drain;

import io.github.evenkeel.spi.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pods that come to a node while it is drained: they were on their way before the cordon, or nothing keeps them off, or
 * another has opened the node, or another machine has its name, whose pods are not to be evicted.
 */
final class UnexpectedPods {
    private final CordonWatch cordon;
    private final Returns returns;
    private final Set<String> known = new HashSet<>();

    /** @param before pods that were there when the node was cordoned, if that is known */
    UnexpectedPods(CordonWatch cordon, Returns returns, List<Pod> before) {
        this.cordon = cordon;
        this.returns = returns;
        before.forEach(pod -> known.add(pod.uid()));
    }

    /**
     * Looks which pods are there, and at the node itself if there are others than before.
     *
     * @throws io.github.evenkeel.run.StepFailure if they are another node's, or the node was opened once too often
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
