package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.ClientRuntime;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK's common part serves the generations of clients that are named in it; outside of them it warns. */
class SdkVersionsTest {
    @ParameterizedTest
    @ValueSource(classes = {ContainerEngineClient.class, LoadBalancerClient.class, NetworkLoadBalancerClient.class})
    void theCommonPartServesTheClients(Class<?> client) throws IOException {
        Properties common = properties(ClientRuntime.class, "sdk.properties");
        assertThat(generation(properties(client, "client.properties"), "java.client.codegen.version"))
                .isBetween(
                        generation(common, "java.minimum.client.codegen.version"),
                        generation(common, "java.maximum.client.codegen.version"));
    }

    /** Other versions resolve as well, until the classes of one part call what another does not have. */
    @ParameterizedTest
    @CsvSource({
        "com.oracle.bmc.http.client.HttpClient, oci-java-sdk-common-httpclient",
        "com.oracle.bmc.http.client.jersey3.Jersey3HttpProvider, oci-java-sdk-common-httpclient-jersey3",
        "com.oracle.bmc.circuitbreaker.OciCircuitBreaker, oci-java-sdk-circuitbreaker"
    })
    void whatTheCommonPartStandsOnIsOfItsVersion(String type, String artifact)
            throws IOException, ClassNotFoundException {
        String version = properties(ClientRuntime.class, "sdk.properties").getProperty("sdk.version");
        assertThat(properties(Class.forName(type), "/META-INF/maven/com.oracle.oci.sdk/" + artifact + "/pom.properties")
                        .getProperty("version"))
                .isEqualTo(version);
    }

    private static Properties properties(Class<?> beside, String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            Properties properties = new Properties();
            properties.load(file);
            return properties;
        }
    }

    /** 2.100 comes after 2.99. */
    private static int generation(Properties properties, String key) {
        String[] parts =
                Objects.requireNonNull(properties.getProperty(key), key).strip().split("\\.");
        return Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]);
    }
}
