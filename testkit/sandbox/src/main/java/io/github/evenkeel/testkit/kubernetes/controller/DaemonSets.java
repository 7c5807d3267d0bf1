package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.Selection;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps one pod on each node that a daemon set may run on, cordoned nodes included. The scheduler binds them. */
final class DaemonSets extends Workload {
    private final Nodes nodes;
    private long seen;

    DaemonSets(Registry registry, Owners owners, Nodes nodes) {
        super(ResourceTypes.DAEMON_SETS, ResourceTypes.PODS, registry, owners);
        this.nodes = nodes;
    }

    @Override
    public void observe(Change change, Consumer<ObjectKey> dirty) {
        super.observe(change, dirty);
        if (change.type().equals(ResourceTypes.NODES) && seen != nodes.version()) {
            seen = nodes.version();
            store().candidates(Selection.all(ResourceTypes.DAEMON_SETS), "").forEach(set -> dirty.accept(set.key()));
        }
    }

    @Override
    void sync(StoredObject set, ObjectNode tree) {
        DaemonPod daemon = new DaemonPod(set, tree);
        Map<String, List<StoredObject>> byNode = new HashMap<>();
        for (StoredObject pod : ownedBy(set)) {
            byNode.computeIfAbsent(DaemonPod.node(pod), absent -> new ArrayList<>())
                    .add(pod);
        }
        DaemonCounts counts = new DaemonCounts(daemon.revision());
        List<StoredObject> outdated = new ArrayList<>();
        for (NodeProfile node : nodes.all()) {
            List<StoredObject> pods = byNode.getOrDefault(node.name(), List.of());
            boolean wanted = daemon.mayStartOn(node);
            counts.node(pods, wanted);
            if (pods.isEmpty() && wanted) {
                create(set, daemon.forNode(node.name()));
            } else {
                tidy(pods, wanted || daemon.mayStayOn(node));
                pods.stream()
                        .filter(pod -> isActive(pod)
                                && !daemon.revision().equals(pod.labels().get(Template.REVISION)))
                        .forEach(outdated::add);
            }
        }
        update(tree, counts, outdated);
        report(set, tree, counts::write);
    }

    /** Removes pods that have ended, all but the first of several, and all where none belongs. */
    private void tidy(List<StoredObject> pods, boolean belongs) {
        boolean kept = !belongs;
        for (StoredObject pod : pods) {
            boolean superfluous = kept || pod.podFacts().isFinished();
            if (pod.isTerminating()) {
                continue;
            }
            if (superfluous) {
                delete(pod);
            }
            kept |= isActive(pod);
        }
    }

    /** Lets go of pods made from another template, as many at a time as may be unavailable. */
    private void update(ObjectNode tree, DaemonCounts counts, List<StoredObject> outdated) {
        JsonNode strategy = tree.path("spec").path("updateStrategy");
        if (outdated.isEmpty() || strategy.path("type").asText().equals("OnDelete")) {
            return;
        }
        JsonNode most = strategy.path("rollingUpdate").path("maxUnavailable");
        int allowed = most.isMissingNode() ? 1 : Math.max(1, new IntOrPercent(most).roundedUp(counts.desired()));
        int room = allowed - counts.unavailable();
        for (StoredObject pod : outdated) {
            // One that is unavailable already costs nothing.
            if (!pod.podFacts().isReady()) {
                delete(pod);
            } else if (room > 0) {
                delete(pod);
                room--;
            }
        }
    }
}
