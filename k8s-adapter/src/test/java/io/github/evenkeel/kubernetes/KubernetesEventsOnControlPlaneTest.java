package io.github.evenkeel.kubernetes;

import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("control-plane")
@ExtendWith(ControlPlaneExtension.class)
class KubernetesEventsOnControlPlaneTest extends KubernetesEventsContract<RealServer> {
    KubernetesEventsOnControlPlaneTest(ControlPlane controlPlane) {
        super(new RealServer(controlPlane));
    }
}
