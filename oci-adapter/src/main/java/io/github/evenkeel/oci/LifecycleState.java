package io.github.evenkeel.oci;

import com.oracle.bmc.http.internal.BmcEnum;
import io.github.evenkeel.spi.Lifecycle;
import org.jspecify.annotations.Nullable;

/** Maps lifecycle states of OCI. */
final class LifecycleState {
    private LifecycleState() {}

    /** Maps the state of a cluster, node pool, node or load balancer; one that the SDK does not know to UNKNOWN. */
    static Lifecycle of(@Nullable BmcEnum state) {
        String value = state == null ? null : state.getValue();
        return switch (value == null ? "" : value) {
            case "CREATING" -> Lifecycle.CREATING;
            case "ACTIVE" -> Lifecycle.ACTIVE;
            case "UPDATING" -> Lifecycle.UPDATING;
            case "DELETING" -> Lifecycle.DELETING;
            case "DELETED" -> Lifecycle.DELETED;
            case "FAILED" -> Lifecycle.FAILED;
            case "INACTIVE" -> Lifecycle.INACTIVE;
            case "NEEDS_ATTENTION" -> Lifecycle.NEEDS_ATTENTION;
            case "FAILING" -> Lifecycle.FAILING;
            default -> Lifecycle.UNKNOWN;
        };
    }
}
