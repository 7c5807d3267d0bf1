package io.github.evenkeel.examples;

import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.SandboxBuilder;

/** What the commands' sandboxes have in common. */
final class Sandboxes {
    private Sandboxes() {}

    static SandboxBuilder described(Arguments arguments) {
        SandboxBuilder builder = Sandbox.builder();
        return arguments.has("--control-plane") ? builder.onControlPlane() : builder;
    }
}
