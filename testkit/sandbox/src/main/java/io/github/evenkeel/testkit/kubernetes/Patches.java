package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Applies patches of the supported kinds, which do not include server-side apply. */
final class Patches {
    private Patches() {}

    /** @throws StatusException 415 for a kind that is not understood, 400 or 422 for a patch that can't be applied */
    static UnaryOperator<ObjectNode> of(String contentType, byte[] patch) {
        String kind = contentType.split(";", 2)[0].strip();
        return switch (kind) {
            case "application/merge-patch+json" -> {
                ObjectNode merge = Json.parse(patch);
                yield object -> merge(object, merge);
            }
            case "application/strategic-merge-patch+json" -> {
                ObjectNode merge = Json.parse(patch);
                yield object -> StrategicMerge.merge(object, merge);
            }
            case "application/json-patch+json" -> {
                JsonNode operations = Json.parseAny(patch);
                yield object -> apply(object, operations);
            }
            default ->
                throw StatusException.of(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include: "
                                + "application/json-patch+json, application/merge-patch+json, "
                                + "application/strategic-merge-patch+json");
        };
    }

    /** RFC 7396. */
    static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                ObjectNode into = target.path(field.getKey()) instanceof ObjectNode present ? present : Json.object();
                target.set(field.getKey(), merge(into, object));
            } else {
                target.set(field.getKey(), value.deepCopy());
            }
        }
        return target;
    }

    /** RFC 6902. */
    private static ObjectNode apply(ObjectNode object, JsonNode operations) {
        try {
            if (JsonPatch.apply(operations, object) instanceof ObjectNode patched) {
                return patched;
            }
        } catch (JsonPatchException e) {
            throw StatusException.of(
                    422,
                    "Invalid",
                    "the server rejected our request due to an error in our request: the patch does" + " not apply");
        }
        throw StatusException.badRequest("the patch leaves no object");
    }
}
