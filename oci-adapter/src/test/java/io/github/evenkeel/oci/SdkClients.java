package io.github.evenkeel.oci;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.Region;
import com.oracle.bmc.auth.SimpleAuthenticationDetailsProvider;
import com.oracle.bmc.circuitbreaker.NoCircuitBreakerConfiguration;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Real clients of the SDK for an endpoint on this machine, with a key that is made up on the spot. */
final class SdkClients {
    private static final SimpleAuthenticationDetailsProvider TEST_USER = testUser();

    private SdkClients() {}

    /** As the documentation tells callers to build it. */
    static ContainerEngineClient containerEngine(String endpoint) {
        return ContainerEngineClient.builder()
                .configuration(withoutBreaker())
                .endpoint(endpoint)
                .build(TEST_USER);
    }

    /** As the documentation tells callers to build it. */
    static LoadBalancerClient loadBalancer(String endpoint) {
        return LoadBalancerClient.builder()
                .configuration(withoutBreaker())
                .endpoint(endpoint)
                .build(TEST_USER);
    }

    /** With the SDK's own retries, of which this service has eight by default. */
    static NetworkLoadBalancerClient networkLoadBalancer(String endpoint) {
        return NetworkLoadBalancerClient.builder()
                .configuration(withoutBreaker())
                .endpoint(endpoint)
                .build(TEST_USER);
    }

    /** With the SDK's own circuit breaker and retries. */
    static ContainerEngineClient defaultContainerEngine(String endpoint) {
        return ContainerEngineClient.builder().endpoint(endpoint).build(TEST_USER);
    }

    /** With the SDK's own circuit breaker. */
    static LoadBalancerClient defaultLoadBalancer(String endpoint) {
        return LoadBalancerClient.builder().endpoint(endpoint).build(TEST_USER);
    }

    private static ClientConfiguration withoutBreaker() {
        return ClientConfiguration.builder()
                .circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())
                .readTimeoutMillis(5_000)
                .build();
    }

    private static SimpleAuthenticationDetailsProvider testUser() {
        byte[] pem = pem().getBytes(StandardCharsets.US_ASCII);
        return SimpleAuthenticationDetailsProvider.builder()
                // The endpoint counts; without a region each client warns.
                .region(Region.US_ASHBURN_1)
                .tenantId("ocid1.tenancy.oc1..aaaa")
                .userId("ocid1.user.oc1..aaaa")
                .fingerprint("20:3b:97:13:55:1c:5b:0d:d3:37:d8:50:4e:c5:3a:34")
                .privateKeySupplier(() -> new ByteArrayInputStream(pem))
                .build();
    }

    private static String pem() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
