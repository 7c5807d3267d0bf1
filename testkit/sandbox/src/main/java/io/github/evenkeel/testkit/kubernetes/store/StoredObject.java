package io.github.evenkeel.testkit.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object: its JSON text, and beside it what is asked of it most often. Immutable. A cluster of
 * 150,000 pods is held in memory, so the text is the only complete form that is kept.
 */
public final class StoredObject {
    private final ObjectKey key;
    private final String uid;
    private final long revision;
    private final Map<String, String> labels;
    private final String ownerUid;
    private final boolean terminating;
    private final byte[] body;
    private final @Nullable PodFacts pod;
    private final @Nullable LabelSelector selector;

    /** @param shared returns an equal value that others use too */
    StoredObject(ResourceType type, ObjectNode tree, UnaryOperator<Object> shared) {
        JsonNode metadata = tree.path("metadata");
        key = new ObjectKey(
                type,
                (String) shared.apply(metadata.path("namespace").asText()),
                metadata.path("name").asText());
        uid = metadata.path("uid").asText();
        revision = metadata.path("resourceVersion").asLong();
        labels = labels(metadata, shared);
        ownerUid = (String) shared.apply(ownerUid(metadata));
        terminating = metadata.has("deletionTimestamp");
        body = Json.bytes(asItem(tree));
        pod = type.equals(ResourceTypes.PODS) ? (PodFacts) shared.apply(PodFacts.of(tree)) : null;
        selector = type.equals(ResourceTypes.DISRUPTION_BUDGETS)
                        && tree.path("spec").path("selector").isObject()
                ? LabelSelector.of(tree.path("spec").path("selector"))
                : null;
    }

    /** Where it is. */
    public ObjectKey key() {
        return key;
    }

    /** Its resource. */
    public ResourceType type() {
        return key.type();
    }

    /** "" for objects of the cluster. */
    public String namespace() {
        return key.namespace();
    }

    /** Its name. */
    public String name() {
        return key.name();
    }

    /** metadata.uid. */
    public String uid() {
        return uid;
    }

    /** metadata.resourceVersion. */
    public long revision() {
        return revision;
    }

    /** Never null. */
    public Map<String, String> labels() {
        return labels;
    }

    /** UID of the owner that is its controller, or else of its first owner; "" if it has none. */
    public String ownerUid() {
        return ownerUid;
    }

    /** Whether it has a deletionTimestamp. */
    public boolean isTerminating() {
        return terminating;
    }

    /** Null for anything but a pod. */
    public @Nullable PodFacts pod() {
        return pod;
    }

    /** What a pod's node, phase and so on are; only for pods. */
    public PodFacts podFacts() {
        if (pod == null) {
            throw new IllegalStateException(key + " is not a pod");
        }
        return pod;
    }

    /** Which pods a disruption budget covers. Null for any other object, and for a budget that covers none. */
    public @Nullable LabelSelector selector() {
        return selector;
    }

    /** A copy of the whole, without kind and apiVersion, as items of lists are. */
    public ObjectNode tree() {
        return Json.parse(body);
    }

    /** The same at another revision. */
    public StoredObject at(long otherRevision) {
        ObjectNode tree = tree();
        tree.withObjectProperty("metadata").put("resourceVersion", Long.toString(otherRevision));
        return new StoredObject(type(), tree, UnaryOperator.identity());
    }

    /** UTF-8 JSON without kind and apiVersion. Not to be changed. */
    public byte[] body() {
        return body;
    }

    private static ObjectNode asItem(ObjectNode tree) {
        ObjectNode item = Json.object();
        item.setAll(tree);
        return item.remove(List.of("kind", "apiVersion"));
    }

    private static Map<String, String> labels(JsonNode metadata, UnaryOperator<Object> shared) {
        Map<String, String> labels = new TreeMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put((String) shared.apply(label.getKey()), (String)
                        shared.apply(label.getValue().asText())));
        @SuppressWarnings("unchecked") // it is equal to the map that was given
        Map<String, String> common = (Map<String, String>) shared.apply(Map.copyOf(labels));
        return common;
    }

    private static String ownerUid(JsonNode metadata) {
        JsonNode owners = metadata.path("ownerReferences");
        for (JsonNode owner : owners) {
            if (owner.path("controller").asBoolean()) {
                return owner.path("uid").asText();
            }
        }
        return owners.path(0).path("uid").asText();
    }
}
