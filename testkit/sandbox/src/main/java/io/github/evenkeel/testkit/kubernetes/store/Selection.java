package io.github.evenkeel.testkit.kubernetes.store;

/**
 * The objects of one resource that a list or a watch asks for.
 *
 * @param type their resource
 * @param namespace "" for all
 * @param labels what their labels must be
 * @param fields what their fields must be
 */
public record Selection(ResourceType type, String namespace, LabelSelector labels, FieldSelector fields) {
    /** All objects of a resource. */
    public static Selection all(ResourceType type) {
        return in(type, "", LabelSelector.ALL);
    }

    /** Those of one namespace, or of all for "", with certain labels. */
    public static Selection in(ResourceType type, String namespace, LabelSelector labels) {
        return new Selection(type, namespace, labels, FieldSelector.parse(type, null));
    }

    /** Whether neither label nor field is asked for. */
    public boolean isUnfiltered() {
        return labels == LabelSelector.ALL && fields.isEmpty();
    }

    /** Whether it is one of them. */
    public boolean matches(StoredObject object) {
        return (namespace.isEmpty() || namespace.equals(object.namespace()))
                && labels.matches(object.labels())
                && fields.matches(object);
    }
}
