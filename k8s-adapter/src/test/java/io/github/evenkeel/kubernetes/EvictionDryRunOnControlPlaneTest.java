package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.controlplane.AuditedRequest;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("control-plane")
@ExtendWith(ControlPlaneExtension.class)
class EvictionDryRunOnControlPlaneTest extends EvictionDryRunContract<RealServer> {
    private final ControlPlane controlPlane;

    EvictionDryRunOnControlPlaneTest(ControlPlane controlPlane) {
        super(new RealServer(controlPlane));
        this.controlPlane = controlPlane;
    }

    @Test
    void theAuditLogKnowsOfNoChangeByAPreview() {
        served.pod("web-1", ServedWorkloads.NODE);
        served.pod("web-2", ServedWorkloads.NODE);
        long start = controlPlane.audit().position();

        assertThat(plan().preview().canDrain()).isTrue();

        assertThat(controlPlane.audit().countsSince(start).keySet())
                .contains(new AuditedRequest(ServedWorkloads.USER, "create", "pods/eviction", 201));
        assertThat(controlPlane.audit().changesSince(start, ServedWorkloads.USER))
                .isEmpty();
    }
}
