package io.github.evenkeel.oci;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.auth.AbstractAuthenticationDetailsProvider;
import com.oracle.bmc.circuitbreaker.NoCircuitBreakerConfiguration;
import com.oracle.bmc.common.RegionalClientBuilder;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import com.oracle.bmc.retrier.RetryConfiguration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Immutable description of how to connect to OCI. It creates clients as a roll needs them: without the SDK's own
 * circuit breaker and retries, as the engine decides about these.
 *
 * <p>Each client is closed by the caller. Thread-safe.
 */
public final class OciConnection {
    private final AbstractAuthenticationDetailsProvider credentials;
    private final @Nullable String region;
    private final @Nullable String endpoint;

    private OciConnection(
            AbstractAuthenticationDetailsProvider credentials, @Nullable String region, @Nullable String endpoint) {
        this.credentials = credentials;
        this.region = region;
        this.endpoint = endpoint;
    }

    /**
     * Connects with these credentials, in their region.
     *
     * @param credentials such as those of {@link OciCredentials}
     */
    public static OciConnection of(AbstractAuthenticationDetailsProvider credentials) {
        return new OciConnection(Objects.requireNonNull(credentials, "credentials"), null, null);
    }

    /**
     * Connects to another region than that of the credentials.
     *
     * @param id such as {@code eu-frankfurt-1}
     */
    public OciConnection withRegion(String id) {
        return new OciConnection(credentials, Objects.requireNonNull(id, "id"), endpoint);
    }

    /**
     * Connects to one address for all services, whatever the region: that of a proxy, or of a sandbox.
     *
     * @param url with scheme and host
     */
    public OciConnection withEndpoint(String url) {
        return new OciConnection(credentials, region, Objects.requireNonNull(url, "url"));
    }

    /** Creates a client of Container Engine. */
    public ContainerEngineClient newContainerEngine() {
        return build(ContainerEngineClient.builder());
    }

    /** Creates a client for load balancers. */
    public LoadBalancerClient newLoadBalancer() {
        return build(LoadBalancerClient.builder());
    }

    /** Creates a client for network load balancers. */
    public NetworkLoadBalancerClient newNetworkLoadBalancer() {
        return build(NetworkLoadBalancerClient.builder());
    }

    private <C, B extends RegionalClientBuilder<B, C>> C build(B builder) {
        builder.configuration(ClientConfiguration.builder()
                .circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())
                .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                .build());
        if (endpoint != null) {
            builder.endpoint(endpoint); // a region would take its place
        } else if (region != null) {
            builder.region(region);
        }
        return builder.build(credentials);
    }
}
