package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.plan.NodeTarget;

/** Effects of a forecast that is about time alone. */
final class NoEffects implements Effects {
    @Override
    public void drained(NodeTarget node) {}

    @Override
    public void evicted(NodeTarget node) {}

    @Override
    public void deleted(NodeTarget node) {}

    @Override
    public void joined(NodeTarget like) {}

    @Override
    public void serves(NodeTarget inPlaceOf) {}
}
