package io.github.evenkeel.micrometer;

/** States in which the nodes of a run are counted. */
enum NodeCount {
    WAITING,
    UNDER_WAY,
    REPLACED,
    LEFT_ASIDE
}
