package io.github.evenkeel.roll;

import io.github.evenkeel.run.SideBySide;
import io.github.evenkeel.traffic.BackendMembership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Changes of a node's backends: those of one load balancer follow each other, as it takes one at a time; those of
 * several are made beside each other.
 */
final class BackendChanges {
    private final RollingNode node;
    private final List<List<BackendMembership>> byBalancer;

    private BackendChanges(RollingNode node) {
        this.node = node;
        Map<String, List<BackendMembership>> groups = new LinkedHashMap<>();
        for (BackendMembership membership : node.memberships()) {
            groups.computeIfAbsent(membership.balancer().id(), any -> new ArrayList<>())
                    .add(membership);
        }
        byBalancer = List.copyOf(groups.values());
    }

    /** Makes one of each of the node's backends. */
    static void make(RollingNode node, Consumer<BackendMembership> change) {
        new BackendChanges(node).make(change);
    }

    private void make(Consumer<BackendMembership> change) {
        if (byBalancer.size() < 2) {
            node.memberships().forEach(change);
            return;
        }
        SideBySide beside = new SideBySide(node.scope);
        beside.run(() -> {
            others(beside, change);
            byBalancer.get(0).forEach(change);
        });
    }

    /**
     * The same, if the first change decides whether any is made: until a service has taken it, no other is begun.
     *
     * @param change gets what is to be called when a service has taken it
     */
    static void makeAfterTheFirst(RollingNode node, BiConsumer<BackendMembership, Runnable> change) {
        new BackendChanges(node).makeAfterTheFirst(change);
    }

    private void makeAfterTheFirst(BiConsumer<BackendMembership, Runnable> change) {
        Consumer<BackendMembership> another = membership -> change.accept(membership, () -> {});
        if (byBalancer.size() < 2) {
            node.memberships().forEach(another);
            return;
        }
        SideBySide beside = new SideBySide(node.scope);
        AtomicBoolean begun = new AtomicBoolean();
        Runnable others = () -> {
            if (!begun.getAndSet(true)) {
                others(beside, another);
            }
        };
        List<BackendMembership> own = byBalancer.get(0);
        beside.run(() -> {
            change.accept(own.get(0), others);
            others.run(); // it may have been so already
            own.subList(1, own.size()).forEach(another);
        });
    }

    private void others(SideBySide beside, Consumer<BackendMembership> change) {
        byBalancer.stream().skip(1).forEach(group -> beside.start(() -> group.forEach(change)));
    }
}
