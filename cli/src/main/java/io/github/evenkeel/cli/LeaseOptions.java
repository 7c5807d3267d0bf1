package io.github.evenkeel.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.kubernetes.LeaseLock;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that name the Lease of a run. */
final class LeaseOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "its current context is the cluster; else the variable KUBECONFIG, else ~/.kube/config")
    Optional<String> kubeconfig = Optional.empty();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = PlanOptions.NAMESPACE,
            description = "of the run's Lease; by default ${DEFAULT-VALUE}, as 'evenkeel roll --journal' has it")
    String namespace = PlanOptions.NAMESPACE;

    @Option(
            names = "--lease",
            paramLabel = "NAME",
            defaultValue = PlanOptions.NAME,
            description = "the run's Lease; by default ${DEFAULT-VALUE}, as 'evenkeel roll --journal' has it")
    String lease = PlanOptions.NAME;

    KubernetesClient client() {
        return Clients.kubernetes(kubeconfig);
    }

    LeaseLock lock(KubernetesClient client) {
        return LeaseLock.of(client, namespace, lease);
    }

    /** The Lease, for people. */
    String place() {
        return "Lease " + namespace + "/" + lease;
    }
}
