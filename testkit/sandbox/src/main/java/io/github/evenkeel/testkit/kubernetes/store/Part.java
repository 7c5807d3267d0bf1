package io.github.evenkeel.testkit.kubernetes.store;

/** What an update may change. */
public enum Part {
    /** Everything but the status, as through the resource itself. */
    MAIN,
    /** The status, labels and annotations, as through the subresource status. */
    STATUS,
    /** Everything, as the API server's own subresources (binding, eviction) do. */
    WHOLE
}
