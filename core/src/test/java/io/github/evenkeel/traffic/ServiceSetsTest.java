package io.github.evenkeel.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSetsTest {
    private static final String UID = "0d9b2d1c-93a4-4b6f-8f0e-3f2f0c9a7a11";
    private static final ServiceAddress SERVICE = ServiceAddress.builder("shop", "front")
            .uid(UID)
            .address("10.0.20.7")
            .nodePorts(Map.of(80, 30_080))
            .build();

    private static SetOwner owner(ServiceAddress service, String balancer, String address, int port, int healthPort) {
        BackendSet set = BackendSet.builder("TCP-80")
                .backends(List.of(Backend.builder("10.0.10.1", port).build()))
                .healthCheckPort(healthPort)
                .build();
        LoadBalancerDescription description = LoadBalancerDescription.builder("ocid-lb", balancer)
                .addresses(List.of(address))
                .backendSets(List.of(set))
                .build();
        return new ServiceSets(List.of(service)).ownerOf(description, set);
    }

    @Test
    void aBalancerThatIsNamedByTheUidOfAServiceIsItsOwn() {
        assertThat(owner(SERVICE, UID, "192.0.2.1", 31_000, 10_256)).isEqualTo(SetOwner.SERVICE);
    }

    @Test
    void aBalancerAtTheAddressIsItsOwnIfItLeadsToItsNodePort() {
        assertThat(owner(SERVICE, "front", "10.0.20.7", 30_080, 10_256)).isEqualTo(SetOwner.SERVICE);
        assertThat(owner(SERVICE, "front", "10.0.20.7", 31_000, 0)).isEqualTo(SetOwner.PLAN);
    }

    @Test
    void anyOtherIsThePlans() {
        assertThat(owner(SERVICE, "front", "192.0.2.1", 30_080, 0)).isEqualTo(SetOwner.PLAN);
    }

    @Test
    void aServiceWithAHealthCheckOfItsOwnServesWhereItHasAPod() {
        ServiceAddress local = SERVICE.toBuilder().healthCheckPort(32_448).build();

        assertThat(owner(local, UID, "192.0.2.1", 30_080, 32_448)).isEqualTo(SetOwner.LOCAL_SERVICE);
    }
}
