package io.github.evenkeel.testkit.services;

import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("control-plane")
@ExtendWith(ControlPlaneExtension.class)
class ServiceControllerOnControlPlaneTest extends ServiceControllerContract {
    ServiceControllerOnControlPlaneTest(ControlPlane controlPlane) {
        super(api(controlPlane));
    }

    private static ServiceScene.Api api(ControlPlane controlPlane) {
        controlPlane.clear();
        controlPlane.bind("node-agents", NodeAgents.clusterRole());
        controlPlane.bind("service-controller", ServiceController.clusterRole());
        return new ServiceScene.Api(
                controlPlane.administrator(),
                controlPlane.client("node-agents"),
                controlPlane.client("service-controller"),
                controlPlane::clear);
    }
}
