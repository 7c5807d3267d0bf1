package io.github.evenkeel.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the endpoints and the credentials of OCI and the Kubernetes API. */
final class ConnectionOptions {
    @Option(
            names = "--credentials",
            paramLabel = "KIND",
            defaultValue = CredentialsNames.CONFIG_FILE,
            converter = CredentialsNames.class,
            completionCandidates = CredentialsNames.class,
            description = "for OCI: config-file, the default; instance-principal, those of the compute instance; or"
                    + " workload-identity, those of the pod's service account")
    String credentials = CredentialsNames.CONFIG_FILE;

    @Option(
            names = "--oci-config",
            paramLabel = "FILE",
            description = "OCI configuration; else the variable OCI_CLI_CONFIG_FILE, else ~/.oci/config")
    Optional<String> ociConfig = Optional.empty();

    @Option(names = "--profile", paramLabel = "NAME", description = "profile of that file; else DEFAULT")
    Optional<String> profile = Optional.empty();

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "of the OCI services; else the variable OCI_ENDPOINT, else that of the region")
    Optional<String> endpoint = Optional.empty();

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "its current context is the cluster; else the variable KUBECONFIG, else ~/.kube/config")
    Optional<String> kubeconfig = Optional.empty();
}
