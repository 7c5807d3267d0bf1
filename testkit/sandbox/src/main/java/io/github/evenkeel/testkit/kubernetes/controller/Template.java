package io.github.evenkeel.testkit.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.List;

/** A pod template, and what is made from it for an owner. */
final class Template {
    /** Label of the pods of stateful and daemon sets: the hash of the template they are made from. */
    static final String REVISION = "controller-revision-hash";

    private final JsonNode template;

    private Template(JsonNode template) {
        this.template = template;
    }

    /** The template in the spec of a workload. */
    static Template of(ObjectNode workload) {
        return new Template(workload.path("spec").path("template"));
    }

    /** Differs where the template does; independent of the order of its fields. Fits into a label and a name. */
    String hash() {
        return Integer.toHexString(template.hashCode());
    }

    /** A copy with one more label. */
    ObjectNode withLabel(String name, String value) {
        ObjectNode copy = template.deepCopy();
        copy.withObjectProperty("metadata").withObjectProperty("labels").put(name, value);
        return copy;
    }

    /** A pod that still needs a name. */
    ObjectNode pod(StoredObject owner) {
        ObjectNode pod = Json.object().put("kind", "Pod").put("apiVersion", "v1");
        ObjectNode metadata = pod.putObject("metadata");
        for (String field : List.of("labels", "annotations", "finalizers")) {
            if (template.path("metadata").has(field)) {
                metadata.set(field, template.path("metadata").path(field).deepCopy());
            }
        }
        metadata.set("ownerReferences", controlledBy(owner));
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }

    /** The owner references of an object that has one owner, its controller. */
    static ArrayNode controlledBy(StoredObject owner) {
        ArrayNode references = Json.object().putArray("ownerReferences");
        references
                .addObject()
                .put("apiVersion", owner.type().apiVersion())
                .put("kind", owner.type().kind())
                .put("name", owner.name())
                .put("uid", owner.uid())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        return references;
    }
}
