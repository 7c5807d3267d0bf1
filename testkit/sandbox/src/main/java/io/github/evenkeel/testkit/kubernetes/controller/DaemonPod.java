package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.ArrayList;
import java.util.List;

/** The pod that a daemon set wants on each node. */
final class DaemonPod {
    /** As in the documentation of DaemonSet, under taints and tolerations. */
    private static final List<Toleration> ALWAYS = List.of(
            exists("node.kubernetes.io/not-ready", "NoExecute"),
            exists("node.kubernetes.io/unreachable", "NoExecute"),
            exists("node.kubernetes.io/disk-pressure", "NoSchedule"),
            exists("node.kubernetes.io/memory-pressure", "NoSchedule"),
            exists("node.kubernetes.io/pid-pressure", "NoSchedule"),
            exists("node.kubernetes.io/unschedulable", "NoSchedule"));

    private static final Toleration WITH_HOST_NETWORK = exists("node.kubernetes.io/network-unavailable", "NoSchedule");

    private final StoredObject set;
    private final Template template;
    private final NodeAffinity affinity;
    private final List<Toleration> tolerations;
    private final List<Toleration> added;

    DaemonPod(StoredObject set, ObjectNode tree) {
        this.set = set;
        template = Template.of(tree);
        JsonNode spec = tree.path("spec").path("template").path("spec");
        affinity = new NodeAffinity(spec);
        added = new ArrayList<>(ALWAYS);
        if (spec.path("hostNetwork").asBoolean()) {
            added.add(WITH_HOST_NETWORK);
        }
        tolerations = new ArrayList<>(Toleration.ofPod(spec));
        tolerations.addAll(added);
    }

    /** Of the template. */
    String revision() {
        return template.hash();
    }

    boolean mayStartOn(NodeProfile node) {
        return affinity.matches(node) && node.refusing(tolerations) == null;
    }

    boolean mayStayOn(NodeProfile node) {
        return affinity.matches(node) && !node.expels(tolerations);
    }

    ObjectNode forNode(String node) {
        ObjectNode pod = template.pod(set);
        pod.withObjectProperty("metadata")
                .put("generateName", set.name() + "-")
                .withObjectProperty("labels")
                .put(Template.REVISION, template.hash());
        ObjectNode spec = pod.withObjectProperty("spec");
        NodeAffinity.pin(spec, node);
        ArrayNode list = spec.withArrayProperty("tolerations");
        added.forEach(toleration -> list.addObject()
                .put("key", toleration.key())
                .put("operator", toleration.operator())
                .put("effect", toleration.effect()));
        return pod;
    }

    /** The node of a daemon pod, bound or not yet; "" if that can't be told. */
    static String node(StoredObject pod) {
        if (pod.podFacts().isBound()) {
            return pod.podFacts().nodeName();
        }
        String pinned = new NodeAffinity(pod.tree().path("spec")).onlyNode();
        return pinned == null ? "" : pinned;
    }

    private static Toleration exists(String key, String effect) {
        return new Toleration(key, "Exists", "", effect);
    }
}
