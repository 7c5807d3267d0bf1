package io.github.evenkeel.spi;

/** Whether the service answers a change of a node pool by replacing all of its nodes, backends or not. */
public enum NodeCycling {
    /** It replaces them by itself. */
    ON,
    /** A change reaches new nodes alone. */
    OFF
}
