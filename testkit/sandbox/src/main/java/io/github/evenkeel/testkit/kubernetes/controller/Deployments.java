package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.ArrayList;
import java.util.List;

/** Keeps one replica set for the present template of a deployment, and shifts the replicas of older ones to it. */
final class Deployments extends Workload {
    private static final String HASH = "pod-template-hash";

    Deployments(Registry registry, Owners owners) {
        super(ResourceTypes.DEPLOYMENTS, ResourceTypes.REPLICA_SETS, registry, owners);
    }

    @Override
    void sync(StoredObject deployment, ObjectNode tree) {
        String name = deployment.name() + "-" + Template.of(tree).hash();
        List<ReplicaCount> old = new ArrayList<>();
        ReplicaCount present = null;
        for (StoredObject set : ownedBy(deployment)) {
            if (set.name().equals(name)) {
                present = ReplicaCount.of(set);
            } else {
                old.add(ReplicaCount.of(set));
            }
        }
        if (present == null) {
            present = ReplicaCount.of(create(deployment, replicaSet(deployment, tree, name)));
        }
        Rollout rollout = Rollout.of(tree.path("spec"));
        scale(present, rollout.presentReplicas(present, old));
        for (ReplicaCount shrunk : rollout.shrunk(present, old)) {
            scale(shrunk, shrunk.wanted());
        }
        describe(deployment, tree, rollout, present, old);
    }

    private void scale(ReplicaCount count, int replicas) {
        change(count.set(), object -> {
            object.withObjectProperty("spec").put("replicas", replicas);
            return object;
        });
    }

    private void describe(
            StoredObject deployment, ObjectNode tree, Rollout rollout, ReplicaCount present, List<ReplicaCount> old) {
        int replicas = present.existing()
                + old.stream().mapToInt(ReplicaCount::existing).sum();
        int ready = present.ready() + old.stream().mapToInt(ReplicaCount::ready).sum();
        report(deployment, tree, status -> {
            status.count("replicas", replicas);
            status.count("updatedReplicas", present.existing());
            status.count("readyReplicas", ready);
            status.count("availableReplicas", ready);
            status.count("unavailableReplicas", Math.max(0, rollout.replicas() - ready));
            if (ready >= rollout.leastAvailable()) {
                status.condition(
                        "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.");
            } else {
                status.condition(
                        "Available",
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.");
            }
        });
    }

    private static ObjectNode replicaSet(StoredObject deployment, ObjectNode tree, String name) {
        Template template = Template.of(tree);
        ObjectNode set = Json.object().put("kind", "ReplicaSet").put("apiVersion", "apps/v1");
        ObjectNode labelled = template.withLabel(HASH, template.hash());
        ObjectNode metadata = set.putObject("metadata").put("name", name);
        metadata.set("labels", labelled.path("metadata").path("labels").deepCopy());
        metadata.set("ownerReferences", Template.controlledBy(deployment));
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        ObjectNode selector = tree.path("spec").path("selector").deepCopy();
        selector.withObjectProperty("matchLabels").put(HASH, template.hash());
        spec.set("selector", selector);
        spec.set("template", labelled);
        return set;
    }
}
