package io.github.evenkeel.cli;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.circuitbreaker.NoCircuitBreakerConfiguration;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import com.oracle.bmc.retrier.RetryConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.Optional;

/** Creates clients for the library: those of OCI without the SDK's own circuit breaker and retries. */
record Clients(
        ContainerEngineClient containerEngine,
        LoadBalancerClient loadBalancer,
        NetworkLoadBalancerClient networkLoadBalancer,
        KubernetesClient kubernetes)
        implements AutoCloseable {
    static Clients of(ConnectionOptions options) throws IOException {
        ConfigFileReader.ConfigFile file = ConfigFileReader.parse(
                options.ociConfig
                        .or(() -> Optional.ofNullable(System.getenv("OCI_CLI_CONFIG_FILE")))
                        .orElse("~/.oci/config"),
                options.profile.orElse("DEFAULT"));
        ConfigFileAuthenticationDetailsProvider user = new ConfigFileAuthenticationDetailsProvider(file);
        ClientConfiguration configuration = ClientConfiguration.builder()
                .circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())
                .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                .build();
        Optional<String> endpoint = options.endpoint.or(() -> Optional.ofNullable(System.getenv("OCI_ENDPOINT")));
        ContainerEngineClient containerEngine =
                ContainerEngineClient.builder().configuration(configuration).build(user);
        LoadBalancerClient loadBalancer =
                LoadBalancerClient.builder().configuration(configuration).build(user);
        NetworkLoadBalancerClient networkLoadBalancer =
                NetworkLoadBalancerClient.builder().configuration(configuration).build(user);
        endpoint.ifPresent(containerEngine::setEndpoint);
        endpoint.ifPresent(loadBalancer::setEndpoint);
        endpoint.ifPresent(networkLoadBalancer::setEndpoint);
        return new Clients(containerEngine, loadBalancer, networkLoadBalancer, kubernetes(options.kubeconfig));
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
