package io.github.evenkeel.plan;

import io.github.evenkeel.model.NodeCount;
import java.util.ArrayList;
import java.util.List;

/** Division of nodes into waves. */
final class Waves {
    private Waves() {}

    /**
     * Divides the nodes.
     *
     * @param section nodes in the order in which they are rolled
     * @param of what the nodes are, for messages: {@code node pool workers}
     * @param sizes of the waves, of which the last repeats; none for one wave
     */
    static List<Wave> of(List<NodeTarget> section, String of, List<NodeCount> sizes) {
        List<Wave> waves = new ArrayList<>();
        int begin = 0;
        while (begin < section.size()) {
            NodeCount size = sizes.isEmpty()
                    ? NodeCount.of(section.size())
                    : sizes.get(Math.min(waves.size(), sizes.size() - 1));
            int end = (int) Math.min(section.size(), (long) begin + Math.max(1, size.roundedUp(section.size())));
            String reason = (end - begin) + " of " + section.size() + " nodes of " + of
                    + (sizes.isEmpty() ? "" : ", by size " + size)
                    + (end == section.size() && begin > 0 ? ", the last ones" : "");
            waves.add(new Wave(
                    section.subList(begin, end).stream()
                            .map(target -> target.node().uid())
                            .toList(),
                    reason));
            begin = end;
        }
        return waves;
    }
}
