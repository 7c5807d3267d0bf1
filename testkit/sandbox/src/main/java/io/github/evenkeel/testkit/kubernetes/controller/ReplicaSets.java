package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps as many pods of a template as are asked for. Pods that end or are told to are replaced at once. */
final class ReplicaSets extends Workload {
    /** Whose loss hurts least comes first. */
    private static final Comparator<StoredObject> SURPLUS = Comparator.<StoredObject, Boolean>comparing(
                    pod -> pod.podFacts().isBound())
            .thenComparing(pod -> !pod.podFacts().phase().equals("Pending"))
            .thenComparing(pod -> pod.podFacts().isReady())
            .thenComparing(StoredObject::name);

    ReplicaSets(Registry registry, Owners owners) {
        super(ResourceTypes.REPLICA_SETS, ResourceTypes.PODS, registry, owners);
    }

    @Override
    void sync(StoredObject set, ObjectNode tree) {
        int wanted = tree.path("spec").path("replicas").asInt();
        List<StoredObject> active =
                new ArrayList<>(ownedBy(set).stream().filter(Workload::isActive).toList());
        Template template = Template.of(tree);
        for (int missing = wanted - active.size(); missing > 0; missing--) {
            ObjectNode pod = template.pod(set);
            pod.withObjectProperty("metadata").put("generateName", set.name() + "-");
            active.add(create(set, pod));
        }
        if (active.size() > wanted) {
            active.sort(SURPLUS);
            List<StoredObject> surplus = active.subList(0, active.size() - wanted);
            surplus.forEach(this::delete);
            surplus.clear();
        }
        int ready = ready(active);
        report(set, tree, status -> {
            status.number("replicas", active.size());
            status.count("fullyLabeledReplicas", active.size());
            status.count("readyReplicas", ready);
            status.count("availableReplicas", ready);
        });
    }
}
