package io.github.evenkeel.examples;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.circuitbreaker.NoCircuitBreakerConfiguration;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.retrier.RetryConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.Optional;

/** Clients as the library needs them: the OCI ones without the SDK's own circuit breaker and retries. */
record Clients(ContainerEngineClient containerEngine, LoadBalancerClient loadBalancer, KubernetesClient kubernetes)
        implements AutoCloseable {
    static Clients of(Arguments arguments) throws IOException {
        ConfigFileReader.ConfigFile file = ConfigFileReader.parse(
                arguments
                        .value("--oci-config")
                        .or(() -> Optional.ofNullable(System.getenv("OCI_CLI_CONFIG_FILE")))
                        .orElse("~/.oci/config"),
                arguments.value("--profile").orElse("DEFAULT"));
        ConfigFileAuthenticationDetailsProvider user = new ConfigFileAuthenticationDetailsProvider(file);
        ClientConfiguration configuration = ClientConfiguration.builder()
                .circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())
                .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                .build();
        Optional<String> endpoint =
                arguments.value("--endpoint").or(() -> Optional.ofNullable(System.getenv("OCI_ENDPOINT")));
        ContainerEngineClient containerEngine =
                ContainerEngineClient.builder().configuration(configuration).build(user);
        LoadBalancerClient loadBalancer =
                LoadBalancerClient.builder().configuration(configuration).build(user);
        endpoint.ifPresent(containerEngine::setEndpoint);
        endpoint.ifPresent(loadBalancer::setEndpoint);
        return new Clients(containerEngine, loadBalancer, kubernetes(arguments));
    }

    private static KubernetesClient kubernetes(Arguments arguments) {
        return arguments.value("--kubeconfig").map(Clients::kubernetes).orElseGet(() -> new KubernetesClientBuilder()
                .build());
    }

    /**
     * A client for the current context of a kubeconfig file.
     *
     * @throws Kubeconfig.UnusableException if that leads to no server
     */
    static KubernetesClient kubernetes(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Kubeconfig.read(kubeconfig))
                .build();
    }

    @Override
    public void close() {
        containerEngine.close();
        loadBalancer.close();
        kubernetes.close();
    }
}
