package io.github.evenkeel.cli;

import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.SandboxBuilder;
import picocli.CommandLine.Option;

/** Options of the sandbox. */
final class SandboxOptions {
    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            converter = Nodes.class,
            description = "how many nodes, 2 to 50; by default ${DEFAULT-VALUE}")
    int nodes;

    @Option(
            names = "--control-plane",
            description = "with a real Kubernetes control plane, which dev/control-plane/build makes")
    boolean controlPlane;

    SandboxBuilder described() {
        SandboxBuilder builder = Sandbox.builder().nodes(nodes);
        return controlPlane ? builder.onControlPlane() : builder;
    }

    private static final class Nodes extends IntegerInRange {
        Nodes() {
            super(2, 50);
        }
    }
}
