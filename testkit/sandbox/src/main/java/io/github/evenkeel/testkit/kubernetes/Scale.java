package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.Part;
import io.github.evenkeel.testkit.kubernetes.store.Registry;
import io.github.evenkeel.testkit.kubernetes.store.StoredObject;
import java.util.function.UnaryOperator;

/** Subresource scale: the desired number of replicas of a workload. */
final class Scale {
    private final Registry registry;

    Scale(Registry registry) {
        this.registry = registry;
    }

    ApiAnswer get(ApiPath path) {
        return ApiAnswer.of(of(registry.store().get(path.key())));
    }

    ApiAnswer replace(ApiRequest request, ApiPath path) {
        return change(request, path, scale -> request.json());
    }

    ApiAnswer patch(ApiRequest request, ApiPath path) {
        return change(request, path, Patches.of(request.type(), request.body()));
    }

    private ApiAnswer change(ApiRequest request, ApiPath path, UnaryOperator<ObjectNode> change) {
        ObjectNode wanted = change.apply(of(registry.store().get(path.key())));
        StoredObject scaled = registry.modify(path.key(), Part.MAIN, request.mode(), object -> {
            object.withObjectProperty("spec")
                    .set("replicas", wanted.path("spec").path("replicas"));
            return object;
        });
        return ApiAnswer.of(of(scaled));
    }

    private static ObjectNode of(StoredObject object) {
        ObjectNode tree = object.tree();
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        scale.putObject("metadata")
                .put("name", object.name())
                .put("namespace", object.namespace())
                .put("uid", object.uid())
                .put("resourceVersion", Long.toString(object.revision()));
        scale.putObject("spec")
                .put("replicas", tree.path("spec").path("replicas").asInt());
        scale.putObject("status")
                .put("replicas", tree.path("status").path("replicas").asInt());
        return scale;
    }
}
