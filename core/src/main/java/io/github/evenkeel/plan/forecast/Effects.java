package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.plan.NodeTarget;

/** What the steps of nodes do to the cluster; each method is called when it happens. */
interface Effects {
    /** Its backends get no new connections any more. */
    void drained(NodeTarget node);

    /** It takes no pods any more, and its pods go to other nodes. */
    void evicted(NodeTarget node);

    /** It is deleted. */
    void deleted(NodeTarget node);

    /** A node that is like it has joined its pool. */
    void joined(NodeTarget like);

    /** The backends of a new node serve, as its own did. */
    void serves(NodeTarget inPlaceOf);
}
