package io.github.evenkeel.spi;

/** Where a resource stands in its life, as far as it matters to somebody who wants to change it. */
public enum Lifecycle {
    /** Being made. */
    CREATING,
    /** In service, takes changes. */
    ACTIVE,
    /** In service, busy with a change. */
    UPDATING,
    /** On its way out. */
    DELETING,
    /** Gone; services go on listing such resources for a while. */
    DELETED,
    /** Broken. */
    FAILED,
    /** Not in service. */
    INACTIVE,
    /** There, and something about it is to be set right: such as a node pool that could not make a node. */
    NEEDS_ATTENTION,
    /** About to be broken. */
    FAILING,
    /** In a state that this library does not know. */
    UNKNOWN
}
