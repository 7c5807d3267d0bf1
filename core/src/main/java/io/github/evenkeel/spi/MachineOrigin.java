package io.github.evenkeel.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * Immutable origin of a node's machine.
 *
 * @param kind by the node's labels
 * @param poolId identity of the node pool for the provider; empty if no label names one
 */
public record MachineOrigin(Kind kind, Optional<String> poolId) {
    /** Refuses null. */
    public MachineOrigin {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(poolId, "poolId");
    }

    /** Origin of a node without such labels. */
    public static final MachineOrigin UNKNOWN = new MachineOrigin(Kind.UNKNOWN, Optional.empty());

    /** Origin of a node whose machine a node pool created. */
    public static MachineOrigin ofPool(String id) {
        return new MachineOrigin(Kind.MANAGED, Optional.of(id));
    }

    /** What manages the machine. */
    public enum Kind {
        /** A node pool of the provider. */
        MANAGED,
        /** Its user, who created it and joined it to the cluster. */
        SELF_MANAGED,
        /** The provider: there is no machine, and the node follows the control plane's version. */
        VIRTUAL,
        /** Unknown: the node has no label for it. */
        UNKNOWN
    }

    /** Whether a node pool created it. */
    public boolean managed() {
        return kind == Kind.MANAGED;
    }
}
