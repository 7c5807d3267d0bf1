package io.github.evenkeel.spi;

/** Lifecycle state of a resource, as far as it matters for changes to it. */
public enum Lifecycle {
    /** Being created. */
    CREATING,
    /** In service, accepts changes. */
    ACTIVE,
    /** In service, busy with a change. */
    UPDATING,
    /** Being deleted. */
    DELETING,
    /** Deleted; services still list such resources for a while. */
    DELETED,
    /** Failed. */
    FAILED,
    /** Not in service. */
    INACTIVE,
    /** In service, with a problem that needs an action: such as a node pool that could not create a node. */
    NEEDS_ATTENTION,
    /** About to fail. */
    FAILING,
    /** A state that this library does not know. */
    UNKNOWN
}
