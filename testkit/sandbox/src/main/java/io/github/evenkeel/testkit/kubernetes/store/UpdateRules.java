package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Rules for updates of objects. */
final class UpdateRules {
    private static final List<String> SERVERS_OWN =
            List.of("creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation");

    private UpdateRules() {}

    /**
     * The new version, still without a resource version of its own.
     *
     * @throws StatusException 409 if the wanted one states an older resource version, 422 if it changes what can't be
     */
    static ObjectNode merge(StoredObject current, ObjectNode before, ObjectNode wanted, Part part) {
        ObjectNode after = wanted.deepCopy();
        after.remove(List.of("kind", "apiVersion"));
        metadata(current, before, after);
        switch (part) {
            case MAIN -> {
                if (current.type().has(ResourceType.Feature.STATUS)) {
                    copy(before, after, "status");
                }
                Validation.updated(current, before, after);
            }
            case STATUS -> {
                for (String field : fields(before, after)) {
                    if (!field.equals("status") && !field.equals("metadata")) {
                        copy(before, after, field);
                    }
                }
                statusMetadata(before, after);
            }
            case WHOLE -> {}
        }
        if (current.type().has(ResourceType.Feature.GENERATION)
                && !after.path("spec").equals(before.path("spec"))) {
            after.withObjectProperty("metadata")
                    .put(
                            "generation",
                            before.path("metadata").path("generation").asInt() + 1);
        }
        return after;
    }

    private static void metadata(StoredObject current, ObjectNode before, ObjectNode after) {
        ObjectNode metadata = after.withObjectProperty("metadata");
        JsonNode old = before.path("metadata");
        String version = metadata.path("resourceVersion").asText();
        if (!version.isEmpty() && !version.equals("0") && !version.equals(Long.toString(current.revision()))) {
            throw StatusException.modified(current.type(), current.name());
        }
        String uid = metadata.path("uid").asText();
        if (!uid.isEmpty() && !uid.equals(current.uid())) {
            throw StatusException.invalid(
                    current.type(),
                    current.name(),
                    "metadata.uid",
                    "FieldValueInvalid",
                    "Invalid value: \"" + uid + "\": field is immutable");
        }
        if (!metadata.path("name").asText().equals(current.name())
                || !metadata.path("namespace").asText(current.namespace()).equals(current.namespace())) {
            throw StatusException.badRequest(
                    "the name or the namespace of the object does not match those on the URL (" + current.key() + ")");
        }
        metadata.put("uid", current.uid());
        metadata.put("resourceVersion", Long.toString(current.revision()));
        if (!current.namespace().isEmpty()) {
            metadata.put("namespace", current.namespace());
        }
        SERVERS_OWN.forEach(field -> copy((ObjectNode) old, metadata, field));
        metadata.remove("managedFields");
        for (String collection : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
            if (metadata.path(collection).isNull() || metadata.path(collection).isEmpty()) {
                metadata.remove(collection);
            }
        }
    }

    private static void statusMetadata(ObjectNode before, ObjectNode after) {
        for (String field : List.of("finalizers", "ownerReferences")) {
            copy((ObjectNode) before.path("metadata"), after.withObjectProperty("metadata"), field);
        }
    }

    private static List<String> fields(ObjectNode before, ObjectNode after) {
        List<String> fields = new ArrayList<>();
        before.fieldNames().forEachRemaining(fields::add);
        after.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static void copy(ObjectNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }
}
