package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.testkit.oci.OciEmulator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciConnectionTest {
    private static OciConnection connection(Path files) {
        try (OciEmulator oci = OciEmulator.builder().start()) {
            return OciConnection.of(
                    OciCredentials.ofConfigFile(oci.writeCliConfig(files).toString(), "DEFAULT"));
        }
    }

    @Test
    void aRegionAndAnEndpointAreThoseOfEachClient(@TempDir Path files) {
        OciConnection elsewhere = connection(files).withRegion("eu-frankfurt-1");
        try (ContainerEngineClient client = elsewhere.newContainerEngine()) {
            assertThat(client.getEndpoint()).contains("eu-frankfurt-1");
        }
        OciConnection proxied = elsewhere.withEndpoint("http://127.0.0.1:9");
        try (LoadBalancerClient client = proxied.newLoadBalancer();
                NetworkLoadBalancerClient networkClient = proxied.newNetworkLoadBalancer()) {
            assertThat(client.getEndpoint()).startsWith("http://127.0.0.1:9");
            assertThat(networkClient.getEndpoint()).startsWith("http://127.0.0.1:9");
            assertThat(OciLoadBalancer.ofAnyKind(client, networkClient, "ocid1.loadbalancer.oc1.iad.a"))
                    .isInstanceOf(OciLoadBalancer.class);
            assertThat(OciLoadBalancer.ofAnyKind(client, networkClient, "ocid1.networkloadbalancer.oc1.iad.a"))
                    .isInstanceOf(OciNetworkLoadBalancer.class);
        }
    }

    @Test
    void aMissingConfigurationFileIsNamed(@TempDir Path files) {
        assertThatThrownBy(
                        () -> OciCredentials.ofConfigFile(files.resolve("none").toString(), "DEFAULT"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(files.resolve("none").toString());
    }
}
