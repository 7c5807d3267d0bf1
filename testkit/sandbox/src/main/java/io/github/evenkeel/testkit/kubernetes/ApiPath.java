package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType;
import io.github.evenkeel.testkit.kubernetes.store.ResourceTypes;
import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parsed path of a request.
 *
 * @param namespace "" for objects of the cluster and for all namespaces
 * @param name "" for the collection
 * @param subresource "" for the object itself
 */
record ApiPath(ResourceType type, String namespace, String name, String subresource) {
    /**
     * Reads {@code /api/v1/...} and {@code /apis/group/version/...}.
     *
     * @throws StatusException 404 if no such resource is served
     */
    static ApiPath parse(String path) {
        List<String> segments = new ArrayList<>(Arrays.asList(path.substring(1).split("/")));
        String root = segments.remove(0);
        String group = root.equals("apis") && !segments.isEmpty() ? segments.remove(0) : "";
        if (!(root.equals("api") || root.equals("apis")) || segments.size() < 2) {
            throw unknown();
        }
        String version = segments.remove(0);
        String namespace = "";
        if (segments.get(0).equals("namespaces")
                && segments.size() > 2
                && !segments.get(2).equals("status")) {
            namespace = segments.get(1);
            segments.subList(0, 2).clear();
        }
        if (segments.size() > 3) {
            throw unknown();
        }
        ResourceType type = ResourceTypes.find(group, version, segments.get(0)).orElseThrow(ApiPath::unknown);
        return new ApiPath(type, namespace, segment(segments, 1), segment(segments, 2));
    }

    ObjectKey key() {
        return new ObjectKey(type, namespace, name);
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    /** As roles name it: {@code pods/eviction}. */
    String resource() {
        return subresource.isEmpty() ? type.plural() : type.plural() + "/" + subresource;
    }

    private static String segment(List<String> segments, int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    private static StatusException unknown() {
        return StatusException.of(404, "NotFound", "the server could not find the requested resource");
    }
}
