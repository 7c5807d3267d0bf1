package io.github.evenkeel.report;

import io.github.evenkeel.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups of steps, which a page shows in one colour. */
final class Phase {
    private static final String OTHER = "other";
    private static final Map<Step, String> PHASES = new HashMap<>();

    static {
        put("gates", Step.AWAIT_GATES);
        put("balancer", Step.DRAIN_BACKENDS, Step.ADMIT_SUCCESSOR, Step.EXCLUDE_NODE, Step.REMOVE_BACKENDS);
        put("balancer", Step.SWAP_BACKENDS, Step.AWAIT_POD_BACKENDS);
        put("pods", Step.CORDON, Step.EVICT);
        put("connections", Step.DRAIN_CONNECTIONS);
        put("deletion", Step.DELETE_NODE, Step.AWAIT_DELETION, Step.REMOVE_SURGE_NODES);
        put("machine", Step.AWAIT_REPLACEMENT, Step.ADD_SURGE_NODES, Step.AWAIT_SURGE_NODE);
        put("health", Step.AWAIT_HEALTH);
        put("soak", Step.SOAK);
    }

    private Phase() {}

    private static void put(String phase, Step... steps) {
        List.of(steps).forEach(step -> PHASES.put(step, phase));
    }

    static String of(String step) {
        return PHASES.getOrDefault(Step.of(step), OTHER);
    }
}
