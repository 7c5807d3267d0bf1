package io.github.evenkeel.cli;

import io.github.evenkeel.UpgradePlan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of a plan: which parts of the cluster get the version, and through which others. */
final class VersionOptions {
    @Option(
            names = "--control-plane-hops",
            description = "lets the control plane take several minor versions, with one roll of the nodes at the end")
    boolean hops;

    @ArgGroup
    Part part = new Part();

    /** One part of the cluster, or else all of it. */
    static final class Part {
        @Option(names = "--control-plane-only", description = "leaves node pools and nodes as they are")
        boolean controlPlane;

        @Option(names = "--nodes-only", description = "leaves the control plane as it is")
        boolean nodes;
    }

    UpgradePlan in(UpgradePlan plan) {
        UpgradePlan inHops = hops ? plan.withControlPlaneHops() : plan;
        if (part.controlPlane) {
            return inHops.withControlPlaneOnly();
        }
        return part.nodes ? inHops.withNodesOnly() : inHops;
    }
}
