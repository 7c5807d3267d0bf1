package io.github.evenkeel.plan;

import io.github.evenkeel.run.state.NodeState;

/**
 * Node with what it takes up of a rollout's limits.
 *
 * @param node that is under way, or was left aside
 * @param slot that it takes up
 */
public record OccupiedSlot(NodeState node, Slot slot) {}
