package io.github.evenkeel.kubernetes;

import io.github.evenkeel.testkit.contract.LoadBalancerExclusionContract;
import io.github.evenkeel.testkit.contract.WorkloadsFixture;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("control-plane")
@Timeout(120)
@ExtendWith(ControlPlaneExtension.class)
class LoadBalancerExclusionOnControlPlaneTest extends LoadBalancerExclusionContract {
    private final ControlPlane controlPlane;

    LoadBalancerExclusionOnControlPlaneTest(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    protected WorkloadsFixture fixture() {
        return new WorkloadsOn<>(new RealServer(controlPlane));
    }
}
