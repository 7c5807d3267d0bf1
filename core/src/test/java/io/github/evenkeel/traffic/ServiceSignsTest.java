package io.github.evenkeel.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each sign alone. */
class ServiceSignsTest {
    private static final String UID = "0d9b2d1c-93a4-4b6f-8f0e-3f2f0c9a7a11";
    private static final ServiceAddress SERVICE = ServiceAddress.builder("shop", "front")
            .uid(UID)
            .healthCheckPort(32_448)
            .nodePorts(Map.of(80, 30_080))
            .build();

    private static Set<String> signs(String balancer, String set, int port, int healthPort) {
        BackendSet ours = BackendSet.builder(set)
                .backends(List.of(Backend.builder("10.0.10.1", port).build()))
                .idleTimeout(Duration.ofSeconds(60))
                .healthCheckPort(healthPort)
                .build();
        LoadBalancerDescription description = LoadBalancerDescription.builder("ocid-lb", balancer)
                .addresses(List.of("192.0.2.1"))
                .backendSets(List.of(ours))
                .build();
        return ServiceSigns.of(List.of(SERVICE), description, List.of(ours));
    }

    @Test
    void aSetOfOnesOwnHasNone() {
        assertThat(signs("front", "web", 30_080, 0)).isEmpty();
        assertThat(signs("front", "TCP-443", 31_000, 31_001)).isEmpty();
    }

    @Test
    void theHealthCheckIsThatOfAServiceOfLocalTraffic() {
        assertThat(signs("front", "TCP-443", 31_000, 32_448))
                .containsExactly("backend set TCP-443 has its health checked at port 32448 of Service shop/front");
    }

    @Test
    void theSetLeadsToTheNodePortOfAService() {
        assertThat(signs("front", "TCP-80", 30_080, 0))
                .containsExactly("backend set TCP-80 leads to node port 30080 of Service shop/front");
    }

    @Test
    void theHealthCheckIsThatOfKubeProxy() {
        assertThat(signs("front", "web", 31_000, 10_256))
                .containsExactly("backend set web has its health checked at port 10256");
    }

    @Test
    void theNamesAreThoseThatAControllerGives() {
        assertThat(signs("11111111-93a4-4b6f-8f0e-3f2f0c9a7a11", "TCP-443", 31_000, 0))
                .containsExactly("it is named by a UID, and backend set TCP-443 by protocol and port");
    }
}
