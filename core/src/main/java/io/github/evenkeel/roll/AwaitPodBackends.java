package io.github.evenkeel.roll;

import io.github.evenkeel.Step;
import io.github.evenkeel.spi.Pod;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Step that waits until no load balancer lists the pods that have left the node: the controller that added such
 * backends removes them. If it does not, it may be dead, and would not add those of other pods either.
 */
final class AwaitPodBackends implements NodeStep {
    @Override
    public Step id() {
        return Step.AWAIT_POD_BACKENDS;
    }

    @Override
    public String reason() {
        return "pods of the node were backends themselves, and another controller removes them";
    }

    @Override
    public Phase phase() {
        return Phase.REVERSIBLE;
    }

    @Override
    public boolean isFor(RollingNode node) {
        return !node.state().podBackends().isEmpty();
    }

    @Override
    public void run(RollingNode node) {
        node.context.podBackends.awaitRemoval(node.toString(), node.state().podBackends(), node.scope);
    }

    /** Looks which pods are about to leave and are backends; the node's state keeps their addresses. */
    static void remember(RollingNode node) {
        if (!node.context.podBackends.mayExist()) {
            return;
        }
        Set<String> addresses = node.drain.leaving(node.identity()).stream()
                .map(Pod::addresses)
                .flatMap(Set::stream)
                .filter(address -> !node.addresses().include(address))
                .collect(Collectors.toSet());
        if (!addresses.isEmpty()) {
            Set<String> listed = new TreeSet<>(node.context.podBackends.among(addresses, node.scope));
            listed.addAll(node.state().podBackends()); // by a process before this one
            node.keepPodBackends(listed);
        }
    }
}
