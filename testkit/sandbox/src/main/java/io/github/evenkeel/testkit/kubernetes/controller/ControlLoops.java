package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.Registry;
import java.util.List;

/** All control loops. */
final class ControlLoops {
    private ControlLoops() {}

    /** In the order in which they observe a change: the two that others ask come first. */
    static List<Controller> of(Registry registry) {
        Owners owners = new Owners();
        Nodes nodes = new Nodes();
        DaemonSets daemonSets = new DaemonSets(registry, owners, nodes);
        Scheduler scheduler = new Scheduler(registry, nodes);
        return List.of(
                owners,
                nodes,
                new Deployments(registry, owners),
                new ReplicaSets(registry, owners),
                new StatefulSets(registry, owners),
                daemonSets,
                new Jobs(registry, owners),
                scheduler,
                new DisruptionBudgets(registry, new Scales(registry.store(), owners)),
                new EndpointSlices(registry),
                new ResourceQuotas(registry),
                new NodeLifecycle(registry),
                new GarbageCollector(registry, owners),
                new PodGarbageCollector(registry),
                new NamespaceContents(registry));
    }
}
