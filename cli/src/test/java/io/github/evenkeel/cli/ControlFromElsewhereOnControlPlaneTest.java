package io.github.evenkeel.cli;

import org.junit.jupiter.api.Tag;

/** The same with the API server of Kubernetes. */
@Tag("control-plane")
class ControlFromElsewhereOnControlPlaneTest extends ControlFromElsewhere {
    ControlFromElsewhereOnControlPlaneTest() {
        super("--control-plane");
    }
}
