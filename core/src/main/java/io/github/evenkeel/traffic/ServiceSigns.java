package io.github.evenkeel.traffic;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Detects that a controller may manage a load balancer for a Service of type LoadBalancer, although no Service is known
 * to have it: oci-cloud-controller-manager names it by the Service's UID and each set by protocol and port, and its
 * health checks use a port of kube-proxy.
 */
public final class ServiceSigns {
    /** Where kube-proxy tells whether a node serves at all; for externalTrafficPolicy Cluster. */
    private static final int PROXY_HEALTH_PORT = 10256;

    private static final Pattern SET = Pattern.compile("(?:TCP|UDP|TCP_AND_UDP|HTTP|HTTP2|GRPC)-([0-9]{1,5})(?:-.*)?");
    private static final Pattern UID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private ServiceSigns() {}

    /**
     * All signs, in words.
     *
     * @param ours the sets that have nodes of the cluster
     */
    public static Set<String> of(
            List<ServiceAddress> services, LoadBalancerDescription balancer, List<BackendSet> ours) {
        Set<String> signs = new LinkedHashSet<>();
        for (BackendSet set : ours) {
            if (set.healthCheckPort() == PROXY_HEALTH_PORT) {
                signs.add("backend set " + set.name() + " has its health checked at port " + PROXY_HEALTH_PORT);
            }
            Matcher named = SET.matcher(set.name());
            if (named.matches()) {
                int port = Integer.parseInt(named.group(1));
                services.stream()
                        .map(service -> sign(service, set, port))
                        .filter(Objects::nonNull)
                        .forEach(signs::add);
                if (UID.matcher(balancer.name()).find()) {
                    signs.add("it is named by a UID, and backend set " + set.name() + " by protocol and port");
                }
            }
        }
        return signs;
    }

    /** Of a set that is named by protocol and port. */
    private static @Nullable String sign(ServiceAddress service, BackendSet set, int port) {
        if (service.healthCheckPort() != 0 && service.healthCheckPort() == set.healthCheckPort()) {
            return "backend set " + set.name() + " has its health checked at port " + set.healthCheckPort() + " of "
                    + name(service);
        }
        Integer nodePort = service.nodePorts().get(port);
        return nodePort != null && set.backends().stream().map(Backend::port).anyMatch(nodePort::equals)
                ? "backend set " + set.name() + " leads to node port " + nodePort + " of " + name(service)
                : null;
    }

    private static String name(ServiceAddress service) {
        return "Service " + service.namespace() + "/" + service.name();
    }
}
