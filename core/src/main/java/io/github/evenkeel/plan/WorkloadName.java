package io.github.evenkeel.plan;

import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;

/** Name of what pods belong to. */
public record WorkloadName(String namespace, String kind, String name) {
    private static final String TEMPLATE = "pod-template-hash";

    /** The controller of a pod; for a ReplicaSet that has the name of a Deployment's template, the Deployment. */
    public static WorkloadName of(Pod pod) {
        if (pod.controller().isEmpty()) {
            return new WorkloadName(pod.namespace(), "Pod", pod.name());
        }
        Owner owner = pod.controller().get();
        String template = "-" + pod.labels().getOrDefault(TEMPLATE, "");
        boolean ofDeployment = owner.kind().equals("ReplicaSet")
                && template.length() > 1
                && owner.name().length() > template.length()
                && owner.name().endsWith(template);
        return ofDeployment
                ? new WorkloadName(
                        pod.namespace(),
                        "Deployment",
                        owner.name().substring(0, owner.name().length() - template.length()))
                : new WorkloadName(pod.namespace(), owner.kind(), owner.name());
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
