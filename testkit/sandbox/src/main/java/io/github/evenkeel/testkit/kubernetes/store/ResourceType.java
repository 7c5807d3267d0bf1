package io.github.evenkeel.testkit.kubernetes.store;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A resource of the API.
 *
 * @param group "" for the core group
 * @param version of the group
 * @param plural name in paths
 * @param kind of its objects
 * @param scope whether objects live in a namespace
 * @param shortNames for kubectl
 * @param features what it has that not every resource has
 */
public record ResourceType(
        String group,
        String version,
        String plural,
        String kind,
        Scope scope,
        List<String> shortNames,
        Set<Feature> features) {

    /** Where the objects of a resource live. */
    public enum Scope {
        /** In the cluster. */
        CLUSTER,
        /** In a namespace. */
        NAMESPACE
    }

    /** What some resources have. */
    public enum Feature {
        /** Status is written through a subresource and ignored elsewhere. */
        STATUS,
        /** metadata.generation counts the changes of the spec. */
        GENERATION,
        /** Has the subresource scale. */
        SCALE,
        /** An update must say which resource version it replaces. */
        CONDITIONAL_UPDATE,
        /** A deletion is answered with the object rather than a Status. */
        DELETION_RETURNS_OBJECT
    }

    /** Copies the collections. */
    public ResourceType {
        shortNames = List.copyOf(shortNames);
        features = Set.copyOf(features);
    }

    /** As in an object's apiVersion. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As in messages: {@code deployments.apps}. */
    public String qualifiedName() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** In lower case, as kubectl accepts it. */
    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** Whether the objects live in a namespace. */
    public boolean isNamespaced() {
        return scope == Scope.NAMESPACE;
    }

    /** Whether the resource has a feature. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }
}
