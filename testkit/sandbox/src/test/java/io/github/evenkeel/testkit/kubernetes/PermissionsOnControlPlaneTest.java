package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("control-plane")
@ExtendWith(ControlPlaneExtension.class)
class PermissionsOnControlPlaneTest extends PermissionsContract<RealServer> {
    PermissionsOnControlPlaneTest(ControlPlane controlPlane) {
        super(new RealServer(controlPlane));
    }
}
