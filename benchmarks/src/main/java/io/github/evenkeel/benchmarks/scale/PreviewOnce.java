package io.github.evenkeel.benchmarks.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.circuitbreaker.NoCircuitBreakerConfiguration;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.retrier.RetryConfiguration;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.Preview;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** A program that reads the lists of a cluster raw, then previews its upgrade, and prints how long each took. */
final class PreviewOnce {
    private PreviewOnce() {}

    /** Arguments: see {@link Addresses}. */
    public static void main(String... arguments) throws IOException {
        Addresses addresses = Addresses.of(arguments);
        ConfigFileAuthenticationDetailsProvider user =
                new ConfigFileAuthenticationDetailsProvider(ConfigFileReader.parse(addresses.ociConfig(), "DEFAULT"));
        ClientConfiguration configuration = ClientConfiguration.builder()
                .circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())
                .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                .build();
        try (KubernetesClient kubernetes = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(new File(addresses.kubeconfig())))
                        .build();
                ContainerEngineClient engine = ContainerEngineClient.builder()
                        .configuration(configuration)
                        .endpoint(addresses.endpoint())
                        .build(user);
                LoadBalancerClient balancer = LoadBalancerClient.builder()
                        .configuration(configuration)
                        .endpoint(addresses.endpoint())
                        .build(user)) {
            UpgradePlan plan = UpgradePlan.forCluster(
                            OkeCluster.of(engine, addresses.cluster()), KubernetesWorkloads.of(kubernetes))
                    .withLoadBalancer(OciLoadBalancer.of(balancer, addresses.loadBalancer()))
                    .toVersion("v1.32.1");
            Instant start = Instant.now();
            long bytes = new RawLists(kubernetes).read();
            Instant read = Instant.now();
            Preview preview = plan.preview();
            Instant previewed = Instant.now();
            System.out.println(new ObjectMapper()
                    .writeValueAsString(new Figures(
                            Duration.between(start, read).toMillis(),
                            Duration.between(read, previewed).toMillis(),
                            bytes,
                            preview.steps().size(),
                            preview.findings().toString())));
        }
    }
}
