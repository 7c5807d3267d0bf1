package io.github.evenkeel.testkit.kubernetes.store;

/** Checks the state of a namespace for new objects. */
public final class Namespaces {
    private Namespaces() {}

    /**
     * @param key of what is about to be created
     * @throws StatusException 404 if its namespace does not exist, 403 if that is being deleted
     */
    public static void requireActive(ObjectStore store, ObjectKey key) {
        if (key.namespace().isEmpty()) {
            return;
        }
        StoredObject namespace = store.get(ObjectKey.inCluster(ResourceTypes.NAMESPACES, key.namespace()));
        if (namespace.isTerminating()) {
            throw StatusException.forbidden(
                            key.type(),
                            key.name(),
                            "unable to create new content in namespace " + key.namespace()
                                    + " because it is being terminated")
                    .because(new StatusException.Cause(
                            "NamespaceTerminating",
                            "namespace " + key.namespace() + " is being terminated",
                            "metadata.namespace"));
        }
    }
}
