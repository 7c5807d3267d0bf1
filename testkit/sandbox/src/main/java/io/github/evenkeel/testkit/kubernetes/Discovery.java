package io.github.evenkeel.testkit.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType.Feature;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The documents by which clients learn what is served; see "The Kubernetes API" in the Kubernetes documentation. */
final class Discovery {
    private static final String[] VERBS = {
        "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"
    };
    private static final String REVIEWS = "authorization.k8s.io";

    private Discovery() {}

    /** Empty if the path is not one of discovery. */
    static Optional<ObjectNode> document(String path) {
        String[] segments = path.substring(1).split("/");
        return switch (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) {
            case "/api" -> Optional.of(coreVersions());
            case "/apis" -> Optional.of(groups());
            default -> byVersion(segments);
        };
    }

    private static Optional<ObjectNode> byVersion(String[] segments) {
        if (segments.length == 2 && segments[0].equals("api") && segments[1].equals("v1")) {
            return Optional.of(resources(""));
        }
        if (segments[0].equals("apis") && segments.length > 1 && groupNames().contains(segments[1])) {
            return switch (segments.length) {
                case 2 -> Optional.of(group(segments[1]).put("kind", "APIGroup").put("apiVersion", "v1"));
                case 3 -> segments[2].equals("v1") ? Optional.of(resources(segments[1])) : Optional.empty();
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    private static ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        groupNames().forEach(name -> groups.add(group(name)));
        return list;
    }

    private static Set<String> groupNames() {
        Set<String> names = new TreeSet<>();
        ResourceTypes.all().forEach(type -> names.add(type.group()));
        names.remove("");
        names.add(REVIEWS);
        return names;
    }

    private static ObjectNode group(String name) {
        ObjectNode group = Json.object().put("name", name);
        group.putArray("versions").add(version(name));
        group.set("preferredVersion", version(name));
        return group;
    }

    private static ObjectNode version(String group) {
        return Json.object().put("groupVersion", group + "/v1").put("version", "v1");
    }

    private static ObjectNode resources(String group) {
        ObjectNode list = Json.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", group.isEmpty() ? "v1" : group + "/v1");
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : ResourceTypes.all()) {
            if (type.group().equals(group)) {
                describe(type, resources);
            }
        }
        if (group.equals(REVIEWS)) {
            resource(resources, "selfsubjectaccessreviews", "SelfSubjectAccessReview", null, "create")
                    .put("namespaced", false);
        }
        return list;
    }

    private static void describe(ResourceType type, ArrayNode resources) {
        ObjectNode main =
                resource(resources, type.plural(), type.kind(), type, VERBS).put("singularName", type.singular());
        ArrayNode names = main.putArray("shortNames");
        type.shortNames().forEach(names::add);
        if (Set.of("pods", "services", "deployments", "daemonsets", "replicasets", "statefulsets", "jobs")
                .contains(type.plural())) {
            main.putArray("categories").add("all");
        }
        if (type.has(Feature.STATUS)) {
            resource(resources, type.plural() + "/status", type.kind(), type, "get", "patch", "update");
        }
        if (type.has(Feature.SCALE)) {
            resource(resources, type.plural() + "/scale", "Scale", type, "get", "patch", "update")
                    .put("group", "autoscaling")
                    .put("version", "v1");
        }
        if (type.equals(ResourceTypes.PODS)) {
            resource(resources, "pods/eviction", "Eviction", type, "create")
                    .put("group", "policy")
                    .put("version", "v1");
        }
    }

    private static ObjectNode resource(
            ArrayNode resources, String name, String kind, @Nullable ResourceType type, String... verbs) {
        ObjectNode resource = resources
                .addObject()
                .put("name", name)
                .put("singularName", "")
                .put("namespaced", type != null && type.isNamespaced())
                .put("kind", kind);
        ArrayNode all = resource.putArray("verbs");
        List.of(verbs).forEach(all::add);
        return resource;
    }
}
