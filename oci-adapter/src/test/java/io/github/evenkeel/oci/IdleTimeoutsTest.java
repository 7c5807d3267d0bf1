package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.loadbalancer.model.ConnectionConfiguration;
import com.oracle.bmc.loadbalancer.model.ForwardToBackendSet;
import com.oracle.bmc.loadbalancer.model.Listener;
import com.oracle.bmc.loadbalancer.model.LoadBalancer;
import com.oracle.bmc.loadbalancer.model.PathRoute;
import com.oracle.bmc.loadbalancer.model.PathRouteSet;
import com.oracle.bmc.loadbalancer.model.RoutingPolicy;
import com.oracle.bmc.loadbalancer.model.RoutingRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleTimeoutsTest {
    @Test
    void aSetWithoutAListenerHasNone() {
        assertThat(new IdleTimeouts(LoadBalancer.builder().build()).of("web")).isZero();
    }

    @Test
    void protocolsHaveTheirDefaults() {
        IdleTimeouts timeouts = of(listener("HTTP", "web"), listener("TCP", "db"), listener("HTTP2", "rpc"));
        assertThat(timeouts.of("web")).isEqualTo(Duration.ofMinutes(1));
        assertThat(timeouts.of("db")).isEqualTo(Duration.ofMinutes(5));
        assertThat(timeouts.of("rpc")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void theLongestOfAllListenersCounts() {
        IdleTimeouts timeouts = of(
                listener("HTTP", "web"),
                listener("HTTP", "web").toBuilder()
                        .connectionConfiguration(idle(1200))
                        .build(),
                listener("TCP", "web").toBuilder()
                        .connectionConfiguration(idle(5))
                        .build());
        assertThat(timeouts.of("web")).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void routesLeadToSetsToo() {
        Listener listener = Listener.builder()
                .protocol("HTTP")
                .defaultBackendSetName("web")
                .pathRouteSetName("paths")
                .routingPolicyName("policy")
                .connectionConfiguration(idle(77))
                .build();
        IdleTimeouts timeouts = new IdleTimeouts(LoadBalancer.builder()
                .listeners(Map.of("l", listener))
                .pathRouteSets(Map.of(
                        "paths",
                        PathRouteSet.builder()
                                .pathRoutes(List.of(PathRoute.builder()
                                        .backendSetName("images")
                                        .build()))
                                .build()))
                .routingPolicies(Map.of(
                        "policy",
                        RoutingPolicy.builder()
                                .rules(List.of(RoutingRule.builder()
                                        .actions(List.of(ForwardToBackendSet.builder()
                                                .backendSetName("api")
                                                .build()))
                                        .build()))
                                .build()))
                .build());
        assertThat(List.of("web", "images", "api"))
                .allSatisfy(set -> assertThat(timeouts.of(set)).isEqualTo(Duration.ofSeconds(77)));
        assertThat(timeouts.of("other")).isZero();
    }

    private static IdleTimeouts of(Listener... listeners) {
        Map<String, Listener> named = new HashMap<>();
        for (Listener listener : listeners) {
            named.put("listener-" + named.size(), listener);
        }
        return new IdleTimeouts(LoadBalancer.builder().listeners(named).build());
    }

    private static Listener listener(String protocol, String set) {
        return Listener.builder().protocol(protocol).defaultBackendSetName(set).build();
    }

    private static ConnectionConfiguration idle(long seconds) {
        return ConnectionConfiguration.builder().idleTimeout(seconds).build();
    }
}
