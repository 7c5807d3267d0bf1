package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;

import io.github.evenkeel.spi.NodeView;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("control-plane")
@ExtendWith(ControlPlaneExtension.class)
class FollowedNodeOnControlPlaneTest extends FollowedNodeContract<RealServer> {
    private final ControlPlane controlPlane;

    FollowedNodeOnControlPlaneTest(ControlPlane controlPlane) {
        super(new RealServer(controlPlane));
        this.controlPlane = controlPlane;
    }

    @Test
    void goesOnAfterTheApiServerWasKilled() {
        served.pod("before", NODE);
        try (NodeView view = follow()) {
            controlPlane.killApiServer();
            controlPlane.startApiServer();

            served.pod("later", NODE);

            awaitPods(view, "before", "later");
        }
    }
}
