package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.contract.WorkloadsFixture;
import io.github.evenkeel.testkit.kubernetes.EvictionReview;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** The adapter on some API server, and what an administrator does there. */
class WorkloadsOn<S extends Server> implements WorkloadsFixture {
    final S server;
    private final ServedWorkloads served;

    WorkloadsOn(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
        served.grant("delete", "pods");
    }

    @Override
    public Workloads port() {
        return served.workloads;
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(1))
                .until(condition::getAsBoolean);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void addNode(String name, String instanceId) {
        served.node(name, instanceId);
    }

    @Override
    public void removeNode(String name) {
        served.administrator.nodes().withName(name).delete();
    }

    @Override
    public void changeNode(String name) {
        served.administrator.nodes().withName(name).edit(node -> node.edit()
                .editMetadata()
                .addToLabels("team", "shop")
                .endMetadata()
                .build());
    }

    @Override
    public Pod addPod(String name, String node) {
        return served.pod(name, node);
    }

    @Override
    public void removePod(Pod pod) {
        served.administrator
                .pods()
                .inNamespace(pod.namespace())
                .withName(pod.name())
                .withGracePeriod(0)
                .delete();
    }

    @Override
    public void addBudget(int minAvailable) {
        served.budget("web", minAvailable);
    }

    @Override
    public void denyEvictions() {
        server.reviewEvictions(request -> EvictionReview.denied(Server.WEBHOOK, 403, "not now"));
    }

    @Override
    public void close() {
        served.close();
    }
}
