package io.github.evenkeel.cli;

import com.oracle.bmc.auth.AbstractAuthenticationDetailsProvider;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.oci.OciConnection;
import io.github.evenkeel.oci.OciCredentials;
import java.util.Optional;

/** Creates clients for the library: those of OCI without the SDK's own circuit breaker and retries. */
record Clients(
        ContainerEngineClient containerEngine,
        LoadBalancerClient loadBalancer,
        NetworkLoadBalancerClient networkLoadBalancer,
        KubernetesClient kubernetes)
        implements AutoCloseable {
    static Clients of(ConnectionOptions options) {
        OciConnection connection = connection(options);
        return new Clients(
                connection.newContainerEngine(),
                connection.newLoadBalancer(),
                connection.newNetworkLoadBalancer(),
                kubernetes(options.kubeconfig));
    }

    private static OciConnection connection(ConnectionOptions options) {
        OciConnection user = OciConnection.of(credentials(options));
        return options.endpoint
                .or(() -> Optional.ofNullable(System.getenv("OCI_ENDPOINT")))
                .map(user::withEndpoint)
                .orElse(user);
    }

    private static AbstractAuthenticationDetailsProvider credentials(ConnectionOptions options) {
        return switch (options.credentials) {
            case CredentialsNames.INSTANCE_PRINCIPAL -> OciCredentials.ofInstancePrincipal();
            case CredentialsNames.WORKLOAD_IDENTITY -> OciCredentials.ofWorkloadIdentity();
            default ->
                OciCredentials.ofConfigFile(
                        options.ociConfig
                                .or(() -> Optional.ofNullable(System.getenv("OCI_CLI_CONFIG_FILE")))
                                .orElse("~/.oci/config"),
                        options.profile.orElse("DEFAULT"));
        };
    }

    /** @param kubeconfig a file; empty for the one that the environment names */
    static KubernetesClient kubernetes(Optional<String> kubeconfig) {
        return kubeconfig.map(Kubeconfig::client).orElseGet(() -> new KubernetesClientBuilder().build());
    }

    @Override
    public void close() {
        containerEngine.close();
        loadBalancer.close();
        networkLoadBalancer.close();
        kubernetes.close();
    }
}
