package io.github.evenkeel.roll;

/** What has become of a node when all steps of its strategy are taken. */
enum StrategyEnd {
    /** Another node is in its place. */
    REPLACED,
    /** It is gone, and none is in its place. */
    REMOVED
}
