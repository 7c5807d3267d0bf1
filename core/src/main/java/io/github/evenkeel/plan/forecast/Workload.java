package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.WorkloadForecast;
import io.github.evenkeel.plan.WorkloadName;
import io.github.evenkeel.spi.Pod;

/** Workload whose pods are evicted. */
final class Workload implements WorkloadForecast {
    private final WorkloadName key;
    private int replicas;
    private int disturbed;
    private int evictions;

    Workload(WorkloadName key) {
        this.key = key;
    }

    void has(Pod pod) {
        if (!pod.finished()) {
            replicas++;
        }
    }

    /** @param before how often the pod was evicted before */
    void evicted(int before) {
        evictions++;
        disturbed += before == 0 ? 1 : 0;
    }

    @Override
    public String namespace() {
        return key.namespace();
    }

    @Override
    public String kind() {
        return key.kind();
    }

    @Override
    public String name() {
        return key.name();
    }

    @Override
    public int replicas() {
        return replicas;
    }

    @Override
    public int disturbed() {
        return disturbed;
    }

    @Override
    public int evictions() {
        return evictions;
    }

    @Override
    public String toString() {
        return key + ": " + disturbed + " of " + replicas + " pods, " + evictions + " evictions";
    }
}
