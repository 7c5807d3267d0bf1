package io.github.evenkeel.pool;

/** What the pool does when a node is deleted. */
public enum DeletionKind {
    /** It makes another node, and keeps its size. */
    REPLACED,
    /**
     * It makes another node, and that one is the node's successor, in the availability domain of the volumes of its
     * pods. The node that was added for it is elsewhere, and serves in its place until then.
     */
    SUCCEEDED_NEARBY,
    /**
     * It makes none, and becomes smaller by one: the node was added by the run, or another one is there in its place.
     */
    SURPLUS
}
