package io.github.evenkeel.micrometer;

/** Names of all meters, with what they measure. */
enum MeterName {
    RUN("evenkeel.run", "Rolls that have ended"),
    STEP("evenkeel.step", "Steps that have ended"),
    STEP_ACTIVE("evenkeel.step.active", "Steps under way"),
    WAIT("evenkeel.wait", "Waits that have ended"),
    NODES("evenkeel.nodes", "Nodes of the rolls that have not ended"),
    NODES_ENDED("evenkeel.nodes.ended", "Nodes that a roll is done with"),
    EVICTIONS("evenkeel.evictions", "Pods that left a node"),
    EVICTION_REFUSALS("evenkeel.eviction.refusals", "Evictions that the API server did not accept"),
    RETRIES("evenkeel.retries", "Calls that failed and were tried again"),
    CALLS("evenkeel.calls", "Calls of ports that have ended"),
    GATE_WAIT("evenkeel.gate.wait", "Waits until a gate let something begin"),
    ROLLBACKS("evenkeel.rollbacks", "Changes that were rolled back"),
    WARNINGS("evenkeel.warnings", "Findings that did not stop a run"),
    PROBES_UNAVAILABLE(
            "evenkeel.probes.unavailable",
            "Probes of the rolls that have not ended whose latest result is unavailable");

    private final String meterName;
    private final String description;

    MeterName(String meterName, String description) {
        this.meterName = meterName;
        this.description = description;
    }

    String meterName() {
        return meterName;
    }

    String description() {
        return description;
    }
}
