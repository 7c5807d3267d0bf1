package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.oci.StickySessions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that the balancer keeps at their node, through the roll of all nodes. */
@Timeout(180)
class SessionsTest {
    private static final int CLIENTS = 4;

    @Test
    void noneOfTheirRequestsFails() throws Exception {
        try (Scene scene = Scene.open()) {
            assertThat(failures(
                            scene, OciLoadBalancer.of(scene.sandbox.loadBalancer(), scene.sandbox.loadBalancerId())))
                    .isEmpty();
        }
    }

    /** The control: the engine is not told of the sessions, so that no backend is taken offline. */
    @Test
    void withoutTheStepTheyWouldFail() throws Exception {
        try (Scene scene = Scene.open()) {
            LoadBalancer real = OciLoadBalancer.of(scene.sandbox.loadBalancer(), scene.sandbox.loadBalancerId());
            assertThat(failures(scene, withoutSessions(real))).isNotEmpty();
        }
    }

    private static List<String> failures(Scene scene, LoadBalancer balancer) throws Exception {
        Sandbox sandbox = scene.sandbox;
        sandbox.oci()
                .outsideChanges()
                .stickySessions(sandbox.loadBalancerId(), sandbox.backendSet(), StickySessions.byCookieOfTheBalancer());
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<String>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(threads.submit(() -> ask(sandbox, over)));
            }
            scene.rolls(UpgradePlan.forCluster(
                            OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId()),
                            KubernetesWorkloads.of(sandbox.kubernetes()))
                    .withLoadBalancer(balancer)
                    .toVersion("v1.32.1")
                    .withTiming(Scene.QUICK));
            over.set(true);
            List<String> failures = new ArrayList<>();
            for (Future<List<String>> client : clients) {
                failures.addAll(client.get());
            }
            return failures;
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    /** Asks again and again with the cookies that it was given; answers with what failed. */
    private static List<String> ask(Sandbox sandbox, AtomicBoolean over) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        List<String> failures = new ArrayList<>();
        while (!over.get()) {
            HttpRequest request = HttpRequest.newBuilder(sandbox.trafficUrl())
                    .timeout(Duration.ofSeconds(20))
                    .build();
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    failures.add("status " + status);
                }
            } catch (IOException e) {
                failures.add(e.toString());
            }
            Thread.sleep(20);
        }
        return failures;
    }

    private static LoadBalancer withoutSessions(LoadBalancer real) {
        return (LoadBalancer) Proxy.newProxyInstance(
                LoadBalancer.class.getClassLoader(),
                new Class<?>[] {LoadBalancer.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(real, arguments);
                        return answer instanceof LoadBalancerDescription seen ? withoutSessions(seen) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static LoadBalancerDescription withoutSessions(LoadBalancerDescription seen) {
        return seen.toBuilder()
                .backendSets(seen.backendSets().stream()
                        .map(set -> set.toBuilder().sessions(null).build())
                        .toList())
                .build();
    }
}
