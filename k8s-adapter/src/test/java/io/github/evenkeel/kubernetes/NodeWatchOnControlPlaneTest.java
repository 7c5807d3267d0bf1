package io.github.evenkeel.kubernetes;

import static io.github.evenkeel.kubernetes.ServedWorkloads.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("control-plane")
@ExtendWith(ControlPlaneExtension.class)
class NodeWatchOnControlPlaneTest extends NodeWatchContract<RealServer> {
    private final ControlPlane controlPlane;

    NodeWatchOnControlPlaneTest(ControlPlane controlPlane) {
        super(new RealServer(controlPlane));
        this.controlPlane = controlPlane;
    }

    @Test
    void goesOnAfterTheApiServerWasKilled() {
        served.pod("before", NODE);
        try (NodeWatch view = watchNode()) {
            controlPlane.killApiServer();
            controlPlane.startApiServer();

            served.pod("later", NODE);

            awaitPodsInSpiteOfRolesToCome(view);
        }
    }

    /** A server that has just started may not know its roles yet; then the client has to open the watch again. */
    private void awaitPodsInSpiteOfRolesToCome(NodeWatch view) {
        try {
            awaitPods(view, "before", "later");
        } catch (ServiceException e) {
            assertThat(e).hasMessageContainingAll("watch ended", "HTTP 403");
            assertThat(e.isRetryable()).isTrue();
            try (NodeWatch anew = watchNode()) {
                awaitPods(anew, "before", "later");
            }
        }
    }
}
