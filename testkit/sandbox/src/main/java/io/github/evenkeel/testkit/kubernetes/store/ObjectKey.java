package io.github.evenkeel.testkit.kubernetes.store;

/**
 * Key of an object: resource, namespace and name.
 *
 * @param type its resource
 * @param namespace "" for objects of the cluster
 * @param name its name
 */
public record ObjectKey(ResourceType type, String namespace, String name) {
    /** The key of an object of the cluster. */
    public static ObjectKey inCluster(ResourceType type, String name) {
        return new ObjectKey(type, "", name);
    }

    /** Orders the objects of a resource, those of a namespace together. */
    String path() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public String toString() {
        return type.plural() + " " + path();
    }
}
