package io.github.evenkeel.plan;

/** What a node takes up of a rollout's limits while it is under way. */
public enum Slot {
    /** A surge node: another node serves in its place before it is taken away. */
    SURGE,
    /** An unavailable node: it is taken away before another one serves in its place. */
    UNAVAILABLE
}
