package io.github.evenkeel.run;

import io.github.evenkeel.spi.Gate;

/**
 * Gate of a plan, with what the plan has read of it: a gate can't change that later.
 *
 * @param id of the gate
 * @param takesApprovals whether approvals may be given to it
 * @param gate that decides
 */
public record PlannedGate(String id, boolean takesApprovals, Gate gate) {
    /** Id under which a hold on a node is told of; no gate of a plan has it. */
    public static final String HOLD = "hold";
}
