package io.github.evenkeel.spi;

/** Whether the service replaces all nodes of a pool after a change, without draining their backends. */
public enum NodeCycling {
    /** It replaces them. */
    ON,
    /** A change applies to new nodes only. */
    OFF
}
