package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.DeleteOptions;
import io.github.evenkeel.testkit.kubernetes.store.Deletion;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.List;

/** Creates, replaces, patches and deletes objects as requests ask. */
final class Writes {
    private final Registry registry;

    Writes(Registry registry) {
        this.registry = registry;
    }

    ApiAnswer create(ApiRequest request, ApiPath path) {
        ObjectNode object = request.json();
        requireKind(object, path.type());
        String namespace = path.namespace();
        if (path.type().isNamespaced() && namespace.isEmpty()) {
            throw StatusException.of(405, "MethodNotAllowed", "the server does not allow this method on the resource");
        }
        return ApiAnswer.of(201, registry.create(path.type(), namespace, object, request.mode()));
    }

    ApiAnswer replace(ApiRequest request, ApiPath path, Part part) {
        ObjectNode object = request.json();
        requireKind(object, path.type());
        return ApiAnswer.of(200, registry.replace(path.key(), object, part, request.mode()));
    }

    ApiAnswer patch(ApiRequest request, ApiPath path, Part part) {
        var patch = Patches.of(request.type(), request.body());
        return ApiAnswer.of(200, registry.modify(path.key(), part, request.mode(), patch));
    }

    ApiAnswer delete(ApiRequest request, ApiPath path) {
        Deletion deletion = registry.delete(path.key(), options(request));
        boolean showsObject = deletion.outcome() == Deletion.Outcome.PENDING
                || path.type().has(ResourceType.Feature.DELETION_RETURNS_OBJECT);
        return showsObject
                ? ApiAnswer.of(200, deletion.object())
                : ApiAnswer.of(success(path.type(), deletion.object()));
    }

    ApiAnswer deleteAll(ApiRequest request, ApiPath path) {
        DeleteOptions options = options(request);
        List<ObjectKey> keys = registry.store().select(request.selection(path)).stream()
                .map(StoredObject::key)
                .toList();
        for (ObjectKey key : keys) {
            if (registry.store().find(key) != null) {
                registry.delete(key, options);
            }
        }
        return ApiAnswer.of(success());
    }

    static DeleteOptions options(ApiRequest request) {
        ObjectNode options = request.body().length == 0 ? Json.object() : request.json();
        if (!request.query("gracePeriodSeconds").isEmpty()) {
            options.put("gracePeriodSeconds", request.number("gracePeriodSeconds"));
        }
        if (!request.query("propagationPolicy").isEmpty()) {
            options.put("propagationPolicy", request.query("propagationPolicy"));
        }
        if (!request.query("dryRun").isEmpty()) {
            options.putArray("dryRun").add("All");
        }
        return DeleteOptions.of(options);
    }

    static ObjectNode success() {
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success");
    }

    private static ObjectNode success(ResourceType type, StoredObject object) {
        ObjectNode status = success();
        ObjectNode details = status.putObject("details").put("name", object.name());
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural()).put("uid", object.uid());
        return status;
    }

    private static void requireKind(ObjectNode object, ResourceType type) {
        String kind = object.path("kind").asText(type.kind());
        String version = object.path("apiVersion").asText(type.apiVersion());
        if (!kind.equals(type.kind()) || !version.equals(type.apiVersion())) {
            throw StatusException.badRequest("the object provided is a " + kind + " of " + version + ", and "
                    + type.plural() + " are of kind " + type.kind() + " in " + type.apiVersion());
        }
    }
}
