package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.evenkeel.Finding;
import io.github.evenkeel.LoadBalancerTiming;
import io.github.evenkeel.NodeSelection;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.traffic.Websocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Downloads and websockets that are under way when their node is drained. */
@Timeout(120)
class LongRequestsTest {
    private static final Duration LONG = Duration.ofSeconds(7);
    private static final int EACH = 4;

    /**
     * Requests that come in at the node that is rolled and are for pods of the other one: what their pods do is no
     * matter to them.
     */
    private static Outcome roll(UnaryOperator<LoadBalancerTiming> timing) throws Exception {
        try (Scene scene = Scene.open()) {
            String rolled = scene.nodeOfIngress();
            movePodsAway(scene, rolled);
            URI url = scene.sandbox.trafficUrl().resolve("/?millis=" + LONG.toMillis() + "&download");
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<?>> requests = new ArrayList<>();
            List<Websocket> sockets = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                requests.add(
                        client.sendAsync(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString()));
                sockets.add(Websocket.open(url));
            }
            await().until(() -> sockets.stream().allMatch(socket -> socket.messages() > 0));
            UpgradeReport report = scene.rolls(scene.plan()
                    .withRollout(Rollout.oneAtATime().onlyNodes(NodeSelection.named(rolled)))
                    .withTiming(
                            Scene.QUICK.withLoadBalancer(balancer -> timing.apply(balancer.withLongestRequest(LONG)))));
            sockets.forEach(socket -> requests.add(socket.ending()));
            Outcome outcome = new Outcome(report, failures(requests));
            sockets.forEach(Websocket::close);
            return outcome;
        }
    }

    private record Outcome(UpgradeReport report, List<String> failures) {
        Duration given() {
            return report.nodes().get(0).connectionDrain().orElseThrow();
        }

        List<String> warnings() {
            return report.warnings().stream()
                    .map(Finding::toString)
                    .filter(warning -> warning.contains("is cut"))
                    .toList();
        }
    }

    private static void movePodsAway(Scene scene, String node) {
        scene.cordonByHand(node);
        pods(scene).stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .forEach(pod -> scene.sandbox.administrator().resource(pod).delete());
        await().until(() ->
                pods(scene).stream().noneMatch(pod -> node.equals(pod.getSpec().getNodeName())));
        scene.awaitPods("ingress", 2);
        scene.uncordonCliCommand(node);
    }

    private static List<Pod> pods(Scene scene) {
        return scene.sandbox
                .administrator()
                .pods()
                .inNamespace("default")
                .withLabel("app", "ingress")
                .list()
                .getItems();
    }

    private static List<String> failures(List<CompletableFuture<?>> requests) throws Exception {
        List<String> failures = new ArrayList<>();
        for (CompletableFuture<?> request : requests) {
            try {
                request.get(1, TimeUnit.MINUTES);
            } catch (ExecutionException cut) {
                failures.add(cut.getMessage());
            }
        }
        return failures;
    }

    @Test
    void noneIsCutIfConnectionsHaveEnoughTime() throws Exception {
        Outcome outcome = roll(balancer -> balancer.withConnectionDrain(LONG.plusSeconds(1)));

        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.given()).isGreaterThanOrEqualTo(LONG);
        assertThat(outcome.warnings()).isEmpty();
    }

    @Test
    void withLessTheReportSaysHowLongTheyHad() throws Exception {
        Outcome outcome = roll(UnaryOperator.identity());

        assertThat(outcome.failures()).hasSize(EACH); // those through the other node go on
        assertThat(outcome.given()).isLessThan(LONG);
        assertThat(outcome.warnings())
                .singleElement()
                .asString()
                .contains("requests of up to 7s, and 0.5s from the drain", "withConnectionDrain");
    }
}
