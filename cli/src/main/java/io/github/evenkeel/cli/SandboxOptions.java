package io.github.evenkeel.cli;

import io.github.evenkeel.testkit.Exposure;
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

    @Option(
            names = "--exposure",
            paramLabel = "NAME",
            defaultValue = "backend-sets",
            converter = ExposureNames.class,
            completionCandidates = ExposureNames.class,
            description = "how requests reach the nodes: ${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}")
    Exposure exposure = Exposure.BACKEND_SETS;

    SandboxBuilder described() {
        SandboxBuilder builder = Sandbox.builder().nodes(nodes).exposure(exposure);
        return controlPlane ? builder.onControlPlane() : builder;
    }

    private static final class Nodes extends IntegerInRange {
        Nodes() {
            super(2, 50);
        }
    }
}
