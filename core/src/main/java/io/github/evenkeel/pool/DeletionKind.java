package io.github.evenkeel.pool;

/** What the pool does when a node is deleted. */
public enum DeletionKind {
    /** It makes another node, and keeps its size. */
    REPLACED,
    /**
     * It makes none, and becomes smaller by one: the node was added by the run, or another one is there in its place.
     */
    SURPLUS
}
