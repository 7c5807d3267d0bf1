package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Taint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds and removes one taint of a node. The others stay to the letter, with all of their fields: a JSON patch names the
 * place of the one in the list, behind a test that the list is as it was read.
 */
final class TaintPatch {
    private static final String TAINTS = "/spec/taints";

    private final NodePatch patch;

    TaintPatch(NodePatch patch) {
        this.patch = patch;
    }

    void add(ClusterNode node, Taint taint) {
        if (node.taints().contains(taint)) {
            return;
        }
        Map<String, Object> value = new HashMap<>();
        value.put("key", taint.key());
        value.put("effect", effect(taint));
        if (!taint.value().isEmpty()) {
            value.put("value", taint.value());
        }
        patch.apply(
                node,
                List.of(
                        node.taints().isEmpty()
                                ? Map.of("op", "add", "path", TAINTS, "value", List.of(value))
                                : Map.of("op", "add", "path", TAINTS + "/-", "value", value)));
    }

    void remove(ClusterNode node, Taint taint) {
        int place = node.taints().indexOf(taint);
        if (place < 0) {
            return;
        }
        String path = TAINTS + "/" + place;
        patch.apply(
                node,
                List.of(
                        Map.of("op", "test", "path", path + "/key", "value", taint.key()),
                        Map.of("op", "test", "path", path + "/effect", "value", effect(taint)),
                        Map.of("op", "remove", "path", path)));
    }

    private static String effect(Taint taint) {
        return switch (taint.effect()) {
            case NO_SCHEDULE -> "NoSchedule";
            case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
            case NO_EXECUTE -> "NoExecute";
        };
    }

    /** Empty if the text can't be a node's name, see {@link CordonPatch#uncordonCommand}. */
    static Optional<String> removeCommand(String nodeName, Taint taint) {
        return CordonPatch.uncordonCommand(nodeName)
                .map(possible -> "kubectl taint nodes '" + nodeName + "' '" + taint.key() + ":" + effect(taint) + "-'");
    }
}
