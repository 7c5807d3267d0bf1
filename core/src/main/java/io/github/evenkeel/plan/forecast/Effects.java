package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.plan.NodeTarget;
import java.util.List;

/** What the steps of nodes do to the cluster; each method is called when it happens. */
interface Effects {
    /** A wave begins. */
    void opens(int wave);

    /** It is taken away before another one has taken its place. */
    void unavailable(NodeTarget node);

    /** Another one has taken its place by now. */
    void availableAgain(NodeTarget node);

    /** Its backends get no new connections any more. */
    void drained(NodeTarget node);

    /** It takes no pods any more, and its pods go to other nodes: returns those that are evicted. */
    List<Replica> evicted(NodeTarget node);

    /** It is deleted. */
    void deleted(NodeTarget node);

    /** A node that is like it has joined its pool. */
    void joined(NodeTarget like);

    /** The backends of a new node serve, as its own did. */
    void serves(NodeTarget inPlaceOf);
}
