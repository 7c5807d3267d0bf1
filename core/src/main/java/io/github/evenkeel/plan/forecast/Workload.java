package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.WorkloadForecast;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;

/** Workload whose pods are evicted. */
final class Workload implements WorkloadForecast {
    private static final String TEMPLATE = "pod-template-hash";

    private final Key key;
    private int replicas;
    private int disturbed;
    private int evictions;

    /** What it is known by. */
    record Key(String namespace, String kind, String name) {
        /** The controller of a pod; for a ReplicaSet that has the name of a Deployment's template, the Deployment. */
        static Key of(Pod pod) {
            if (pod.controller().isEmpty()) {
                return new Key(pod.namespace(), "Pod", pod.name());
            }
            Owner owner = pod.controller().get();
            String template = "-" + pod.labels().getOrDefault(TEMPLATE, "");
            boolean ofDeployment = owner.kind().equals("ReplicaSet")
                    && template.length() > 1
                    && owner.name().length() > template.length()
                    && owner.name().endsWith(template);
            return ofDeployment
                    ? new Key(
                            pod.namespace(),
                            "Deployment",
                            owner.name().substring(0, owner.name().length() - template.length()))
                    : new Key(pod.namespace(), owner.kind(), owner.name());
        }
    }

    Workload(Key key) {
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
        return key.kind() + " " + key.namespace() + "/" + key.name() + ": " + disturbed + " of " + replicas + " pods, "
                + evictions + " evictions";
    }
}
