package io.github.evenkeel.run;

import io.github.evenkeel.spi.Pod;
import java.util.Objects;

/**
 * Pod in which the process of a run is, on a node of the cluster.
 *
 * @param namespace of the pod
 * @param name of the pod
 */
public record OwnPod(String namespace, String name) {
    /** @throws IllegalArgumentException if one of them is blank */
    public OwnPod {
        requireText("namespace", namespace);
        requireText("name", name);
    }

    private static void requireText(String what, String text) {
        if (Objects.requireNonNull(text, what).isBlank()) {
            throw new IllegalArgumentException("the " + what + " of the run's own pod is blank; leave withOwnPod out"
                    + " if the run is in no pod of the cluster");
        }
    }

    /** Whether it is that pod. */
    public boolean is(Pod pod) {
        return pod.namespace().equals(namespace) && pod.name().equals(name);
    }

    /** Namespace and name. */
    public String path() {
        return namespace + "/" + name;
    }
}
