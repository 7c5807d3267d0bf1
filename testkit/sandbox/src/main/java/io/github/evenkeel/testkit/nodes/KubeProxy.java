package io.github.evenkeel.testkit.nodes;

import io.github.evenkeel.testkit.nodes.RunningPod.Admission;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * Kube-proxy of one node, which serves its node ports. A request at a service's NodePort goes to a ready pod on any
 * node, chosen at random as kube-proxy does; each request is routed anew, where a real one routes connections. The
 * query {@code millis=800} makes the pod take that long; with {@code download} beside it, the pod sends parts of its
 * response all the while, and a request for a websocket gets messages for so long.
 */
final class KubeProxy {
    /** Where kube-proxy itself answers health checks, those of a cloud controller's backend sets among them. */
    static final int HEALTH_PORT = 10256;

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

    private final ClusterView view;
    private final AgentThreads threads;
    private final ConcurrentMap<String, RunningPod> pods;
    private final String nodeName;

    KubeProxy(ClusterView view, AgentThreads threads, ConcurrentMap<String, RunningPod> pods, String nodeName) {
        this.view = view;
        this.threads = threads;
        this.pods = pods;
        this.nodeName = nodeName;
    }

    /** A handler for each port that the services of the cluster need open now, in the order in which they open. */
    Map<Integer, HttpHandler> handlers() {
        ServiceTable services = view.services();
        Map<Integer, HttpHandler> handlers = new LinkedHashMap<>();
        portsInOrder(services).forEach(port -> handlers.put(port, handler(port, services)));
        return handlers;
    }

    /** A load balancer sends requests as soon as a health check is answered: node ports open first. */
    static Set<Integer> portsInOrder(ServiceTable services) {
        Set<Integer> ports = new LinkedHashSet<>(services.nodePorts());
        ports.addAll(services.healthPorts());
        ports.add(HEALTH_PORT);
        return ports;
    }

    private HttpHandler handler(int port, ServiceTable services) {
        if (port == HEALTH_PORT) {
            return HttpServerExchange::endExchange;
        }
        return services.healthPorts().contains(port)
                ? exchange -> tellLocalHealth(port, exchange)
                : exchange -> forward(port, exchange);
    }

    private void forward(int port, HttpServerExchange exchange) throws Exception {
        ServiceRoute route = view.services().atNodePort(port);
        RequestInFlight request = route == null ? null : admit(route.candidates(nodeName), exchange);
        if (request == null) {
            // kube-proxy rejects or drops what has no pod to go to.
            IoUtils.safeClose(exchange.getConnection());
        } else if (exchange.getRequestHeaders().contains(Headers.SEC_WEB_SOCKET_KEY)) {
            request.talkFor(threads, delay(exchange));
        } else if (exchange.getQueryParameters().containsKey("download")) {
            request.downloadFor(threads, delay(exchange));
        } else {
            request.answerAfter(threads, delay(exchange));
        }
    }

    private @Nullable RequestInFlight admit(List<ServiceRoute.Endpoint> candidates, HttpServerExchange exchange) {
        int size = candidates.size();
        int first = size == 0 ? 0 : ThreadLocalRandom.current().nextInt(size);
        for (int i = 0; i < size; i++) {
            RunningPod pod = pods.get(candidates.get((first + i) % size).podUid());
            if (pod == null) {
                continue;
            }
            RequestInFlight request = new RequestInFlight(exchange, pod);
            Admission admission = pod.admit(request);
            if (admission != Admission.GONE) {
                return admission == Admission.TAKEN ? request : null;
            }
        }
        return null;
    }

    private void tellLocalHealth(int port, HttpServerExchange exchange) {
        ServiceRoute route = view.services().atHealthPort(port);
        boolean ready = route != null && route.isReadyOn(nodeName);
        exchange.setStatusCode(ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
        exchange.endExchange();
    }

    private static Duration delay(HttpServerExchange exchange) {
        Deque<String> asked = exchange.getQueryParameters().get("millis");
        if (asked == null || asked.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            long millis = Long.parseLong(asked.getFirst());
            return Duration.ofMillis(Math.max(0, Math.min(millis, LONGEST_ANSWER.toMillis())));
        } catch (NumberFormatException unreadable) {
            return Duration.ZERO;
        }
    }
}
