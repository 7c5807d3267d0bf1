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
 * @param idleTimeout in whole seconds on the wire; empty for the service's default: for Load Balancer 300 s for TCP, 60
 *     s for HTTP; for Network Load Balancer 360 s for TCP
 */
record ListenerState(String name, String protocol, int port, String backendSet, Optional<Duration> idleTimeout) {
    /** What Network Load Balancer has for TCP when nothing is set. */
    static final Duration NETWORK_TCP = Duration.ofMinutes(6);

    private static final int LONGEST_SECONDS = 1_800;

    /** Reads a listener of Load Balancer: what is left out is not kept from before. */
    static ListenerState read(String name, OciBody body) {
        Optional<Duration> idle = body.object("connectionConfiguration")
                .flatMap(configuration -> configuration.number("idleTimeout", 1, 7_200))
                .map(Duration::ofSeconds);
        return new ListenerState(
                name,
                body.neededText("protocol"),
                body.neededNumber("port", 1, 65_535),
                body.neededText("defaultBackendSetName"),
                idle);
    }

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

    Map<String, @Nullable Object> ofNetworkLoadBalancer() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("defaultBackendSetName", backendSet);
        json.put("port", port);
        json.put("protocol", protocol);
        json.put("ipVersion", "IPV4");
        json.put("isPpv2Enabled", false);
        json.put("tcpIdleTimeout", idleTimeout.map(Duration::toSeconds).orElse(null));
        json.put("udpIdleTimeout", null);
        return json;
    }

    /** Reads a listener of Network Load Balancer that is made. */
    static ListenerState createdInNetwork(String name, OciBody body) {
        return new ListenerState(
                name,
                body.neededText("protocol"),
                body.neededNumber("port", 0, 65_535),
                body.neededText("defaultBackendSetName"),
                idleTimeout(body));
    }

    /** Reads an update of one: what is left out stays as it is. */
    ListenerState updatedInNetwork(OciBody body) {
        return new ListenerState(
                name,
                body.text("protocol").orElse(protocol),
                body.number("port", 0, 65_535).orElse(port),
                body.text("defaultBackendSetName").orElse(backendSet),
                idleTimeout(body).or(() -> idleTimeout));
    }

    private static Optional<Duration> idleTimeout(OciBody body) {
        return body.number("tcpIdleTimeout", 1, LONGEST_SECONDS).map(Duration::ofSeconds);
    }
}
