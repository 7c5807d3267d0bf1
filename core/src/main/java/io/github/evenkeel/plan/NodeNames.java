package io.github.evenkeel.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Names of nodes in messages: a few of them, where there are many. */
final class NodeNames {
    private static final int NAMED = 5;

    private NodeNames() {}

    /** Such as {@code 7 nodes: a, b, c, d, e and 2 more}. */
    static String of(List<String> nodes) {
        return (nodes.size() == 1 ? "node " : nodes.size() + " nodes: ") + named(nodes);
    }

    /** Such as {@code a, b, c, d, e and 2 more}. */
    static String named(List<String> nodes) {
        String named = nodes.stream().sorted().limit(NAMED).collect(Collectors.joining(", "));
        return nodes.size() > NAMED ? named + " and " + (nodes.size() - NAMED) + " more" : named;
    }
}
