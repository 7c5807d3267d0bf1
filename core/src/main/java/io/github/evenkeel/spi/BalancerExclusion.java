package io.github.evenkeel.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * Immutable statement of a node about the load balancers of Services: while the label is true, a service controller has
 * no backend of the node in them. See the <a
 * href="https://kubernetes.io/docs/reference/labels-annotations-taints/#node-kubernetes-io-exclude-from-external-load-balancers">well-known
 * labels</a>.
 *
 * @param label value of the label {@value #LABEL}; empty if the node has none
 * @param owner run in the mark on the node, which has set the label; empty if it has none
 */
public record BalancerExclusion(Optional<String> label, Optional<String> owner) {
    /** Label with which service controllers take a node out of the load balancers of Services. */
    public static final String LABEL = "node.kubernetes.io/exclude-from-external-load-balancers";

    /** Statement of a node without the label. */
    public static final BalancerExclusion NONE = new BalancerExclusion(Optional.empty(), Optional.empty());

    /** Refuses null. */
    public BalancerExclusion {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(owner, "owner");
    }

    /** Statement of a node on which a run has set the label. */
    public static BalancerExclusion by(String owner) {
        return new BalancerExclusion(Optional.of("true"), Optional.of(owner));
    }

    /** Whether that run has set the label. */
    public boolean isBy(String run) {
        return owner.filter(run::equals).isPresent();
    }
}
