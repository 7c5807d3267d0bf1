package io.github.evenkeel.testkit.oci;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.Region;
import com.oracle.bmc.auth.SimpleAuthenticationDetailsProvider;
import com.oracle.bmc.circuitbreaker.NoCircuitBreakerConfiguration;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import com.oracle.bmc.retrier.RetryConfiguration;
import java.io.ByteArrayInputStream;

/** Makes clients of the SDK for an emulator. */
final class SdkClients {
    private static final String STREAM_WARNING = "oci.javasdk.extra.stream.logs.enabled";

    private SdkClients() {}

    static ContainerEngineClient containerEngine(OciEmulator emulator) {
        // Else each client warns of the stream of createKubeconfig, which the emulator does not serve.
        if (System.getProperty(STREAM_WARNING) == null) {
            System.setProperty(STREAM_WARNING, "false");
        }
        return ContainerEngineClient.builder()
                .configuration(configuration())
                .endpoint(emulator.endpoint().toString())
                .build(credentials(emulator));
    }

    static LoadBalancerClient loadBalancer(OciEmulator emulator) {
        return LoadBalancerClient.builder()
                .configuration(configuration())
                .endpoint(emulator.endpoint().toString())
                .build(credentials(emulator));
    }

    static NetworkLoadBalancerClient networkLoadBalancer(OciEmulator emulator) {
        return NetworkLoadBalancerClient.builder()
                .configuration(configuration())
                .endpoint(emulator.endpoint().toString())
                .build(credentials(emulator));
    }

    private static ClientConfiguration configuration() {
        return ClientConfiguration.builder()
                .circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())
                .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                .connectionTimeoutMillis(2_000)
                .readTimeoutMillis(10_000)
                .build();
    }

    private static SimpleAuthenticationDetailsProvider credentials(OciEmulator emulator) {
        return SimpleAuthenticationDetailsProvider.builder()
                // The endpoint counts; without a region each client warns.
                .region(Region.US_ASHBURN_1)
                .tenantId(emulator.tenancyId())
                .userId(emulator.userId())
                .fingerprint(ThrowawayKey.fingerprint())
                .privateKeySupplier(() -> new ByteArrayInputStream(ThrowawayKey.pemBytes()))
                .build();
    }
}
