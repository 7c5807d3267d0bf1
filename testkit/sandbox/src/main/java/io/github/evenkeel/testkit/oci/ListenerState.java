package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A listener of a load balancer.
 *
 * @param idleTimeout in whole seconds on the wire; empty for the service's default: 300 s for TCP, 60 s for HTTP
 */
record ListenerState(String name, String protocol, int port, String backendSet, Optional<Duration> idleTimeout) {
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("defaultBackendSetName", backendSet);
        json.put("port", port);
        json.put("protocol", protocol);
        json.put("hostnameNames", List.of());
        json.put("pathRouteSetName", null);
        json.put("sslConfiguration", null);
        json.put(
                "connectionConfiguration",
                idleTimeout
                        .map(timeout -> Map.of("idleTimeout", timeout.toSeconds()))
                        .orElse(null));
        json.put("ruleSetNames", List.of());
        json.put("routingPolicyName", null);
        return json;
    }
}
