package io.github.evenkeel.cli;

import picocli.CommandLine.Command;

/** Group of the commands that need no account. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Plays a cluster in this process: OCI services, Kubernetes API, nodes and a load balancer.",
        commandListHeading = "%nCommands:%n")
final class SandboxCommand {}
