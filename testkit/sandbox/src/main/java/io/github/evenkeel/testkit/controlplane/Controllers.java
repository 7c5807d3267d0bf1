package io.github.evenkeel.testkit.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Controller manager and scheduler of a control plane.
 *
 * @param manager of the controllers: workloads, budgets, node lifecycle, garbage
 * @param scheduler binds pods to nodes
 */
record Controllers(Program manager, Program scheduler) implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    /** Starts both, and waits until the controllers work. */
    static Controllers start(
            Binaries binaries, Path directory, Credentials credentials, URI server, KubernetesClient administrator)
            throws IOException {
        Path managersConfig = kubeconfig(directory, credentials, server, Credentials.CONTROLLER_MANAGER);
        Path schedulersConfig = kubeconfig(directory, credentials, server, Credentials.SCHEDULER);
        Program manager = Program.start(
                binaries.program("kube-controller-manager"),
                directory,
                arguments(
                        managersConfig,
                        "--service-account-private-key-file=" + credentials.signingKey(),
                        // Pods need no certificate of the API server, and namespaces have only what tests create.
                        "--controllers=*,-root-ca-certificate-publisher-controller"));
        Program scheduler = Program.start(binaries.program("kube-scheduler"), directory, arguments(schedulersConfig));
        Controllers controllers = new Controllers(manager, scheduler);
        try {
            manager.await("it acted", START_LIMIT, () -> hasActed(administrator));
        } catch (IllegalStateException e) {
            controllers.close();
            throw e;
        }
        return controllers;
    }

    @Override
    public void close() {
        scheduler.close();
        manager.close();
    }

    private static List<String> arguments(Path kubeconfig, String... others) {
        List<String> arguments = new ArrayList<>(List.of(others));
        arguments.addAll(List.of(
                "--kubeconfig=" + kubeconfig,
                "--leader-elect=false",
                "--secure-port=0",
                // The default of 20 requests a second would make tests wait for the controllers' own throttling.
                "--kube-api-qps=200",
                "--kube-api-burst=400"));
        return arguments;
    }

    /** Each namespace gets a service account from the controllers. */
    private static boolean hasActed(KubernetesClient administrator) {
        return administrator
                        .serviceAccounts()
                        .inNamespace("default")
                        .withName("default")
                        .get()
                != null;
    }

    private static Path kubeconfig(Path directory, Credentials credentials, URI server, String user)
            throws IOException {
        return Files.writeString(
                directory.resolve(user.replace(':', '-') + ".kubeconfig"),
                Clients.kubeconfig(server, credentials, user, credentials.token(user)));
    }
}
