package io.github.evenkeel.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * Immutable statement of a node about the cluster autoscaler, which removes nodes that have little to do: those that
 * are new or drained, too. See the autoscaler's <a
 * href="https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#how-can-i-prevent-cluster-autoscaler-from-scaling-down-a-particular-node">FAQ</a>.
 *
 * @param annotation value of the annotation {@value #ANNOTATION}; empty if the node has none
 * @param owner run in the mark on the node, which has set the annotation; empty if it has none
 */
public record ScaleDown(Optional<String> annotation, Optional<String> owner) {
    /** Annotation with which the autoscaler does not remove a node, if its value is {@code true}. */
    public static final String ANNOTATION = "cluster-autoscaler.kubernetes.io/scale-down-disabled";

    /** Statement of a node without the annotation: the autoscaler may remove it. */
    public static final ScaleDown ALLOWED = new ScaleDown(Optional.empty(), Optional.empty());

    /** Refuses null. */
    public ScaleDown {
        Objects.requireNonNull(annotation, "annotation");
        Objects.requireNonNull(owner, "owner");
    }

    /** Statement of a node on which a run has set the annotation. */
    public static ScaleDown disabledBy(String owner) {
        return new ScaleDown(Optional.of("true"), Optional.of(owner));
    }

    /** Whether the autoscaler keeps the node. */
    public boolean isDisabled() {
        return annotation.filter("true"::equals).isPresent();
    }
}
