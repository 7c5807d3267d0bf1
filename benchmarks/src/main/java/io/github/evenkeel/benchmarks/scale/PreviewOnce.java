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
import java.util.Arrays;

/**
 * A program that reads the lists of a cluster raw and previews its upgrade, as often as told, and prints how long each
 * took. Who goes first changes from round to round, as the first one of a JVM is the slower for it.
 */
final class PreviewOnce {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PreviewOnce() {}

    /** Arguments: the number of rounds, then see {@link Addresses}. */
    public static void main(String... arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[0]);
        Addresses addresses = Addresses.of(Arrays.copyOfRange(arguments, 1, arguments.length));
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
            for (int round = 0; round < rounds; round++) {
                System.out.println(JSON.writeValueAsString(
                        round % 2 == 0
                                ? rawFirst(new RawLists(kubernetes), plan)
                                : previewFirst(new RawLists(kubernetes), plan)));
            }
        }
    }

    private static Figures rawFirst(RawLists lists, UpgradePlan plan) throws IOException {
        Instant start = Instant.now();
        long bytes = lists.read();
        Instant middle = Instant.now();
        Preview preview = plan.preview();
        return figures(Duration.between(start, middle), Duration.between(middle, Instant.now()), bytes, preview);
    }

    private static Figures previewFirst(RawLists lists, UpgradePlan plan) throws IOException {
        Instant start = Instant.now();
        Preview preview = plan.preview();
        Instant middle = Instant.now();
        long bytes = lists.read();
        return figures(Duration.between(middle, Instant.now()), Duration.between(start, middle), bytes, preview);
    }

    private static Figures figures(Duration raw, Duration preview, long bytes, Preview result) {
        return new Figures(
                raw.toMillis(),
                preview.toMillis(),
                bytes,
                result.steps().size(),
                result.findings().toString());
    }
}
