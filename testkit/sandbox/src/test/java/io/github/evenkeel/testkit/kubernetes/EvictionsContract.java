package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NAMESPACE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.NODE;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.manifest;
import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is evicted, and who is not, on the sandbox's server and on a real one. */
abstract class EvictionsContract<S extends Server> {
    private static final Map<String, String> WEB = Map.of("app", "web");
    private static final DeleteOptions PLAIN = new DeleteOptions();

    final S server;
    final ServedCluster cluster;

    EvictionsContract(S server) {
        this.server = server;
        cluster = new ServedCluster(server);
    }

    @BeforeEach
    void addNode() {
        cluster.node(NODE);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aPodWithoutBudgetIsToldToEnd() {
        Pod pod = cluster.running("web-1", WEB);

        evict(pod, PLAIN);

        Pod now = now(pod);
        assertThat(now.getMetadata().getDeletionTimestamp()).isNotNull();
        assertThat(now.getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(30);
        assertThat(now.getStatus().getConditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("DisruptionTarget");
            assertThat(condition.getReason()).isEqualTo("EvictionByEvictionAPI");
        });
    }

    @Test
    void theGraceOfTheRequestReplacesThePodsOwn() {
        Pod pod = cluster.running("web-1", WEB);

        evict(pod, new DeleteOptionsBuilder().withGracePeriodSeconds(3L).build());

        assertThat(now(pod).getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(3);
    }

    @Test
    void aBudgetLetsGoAsManyAsItCanAndSaysWhyNoMore() {
        Pod first = cluster.running("web-1", WEB);
        Pod second = cluster.running("web-2", WEB);
        budget("web", 1, 1);

        evict(first, PLAIN);
        Status refusal = refusal(() -> evict(second, PLAIN));

        assertThat(refusal.getCode()).isEqualTo(429);
        assertThat(refusal.getReason()).isEqualTo("TooManyRequests");
        assertThat(refusal.getMessage()).isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
        assertThat(refusal.getDetails().getRetryAfterSeconds()).isNull();
        assertThat(refusal.getDetails().getCauses()).singleElement().satisfies(cause -> {
            assertThat(cause.getReason()).isEqualTo("DisruptionBudget");
            assertThat(cause.getMessage())
                    .matches("The disruption budget web needs 1 healthy pods and has [12] currently");
        });
        assertThat(now(second).getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void twoBudgetsForOnePodAreAnErrorOfTheServer() {
        Pod pod = cluster.running("web-1", WEB);
        budget("one", 0, 1);
        budget("two", 0, 1);

        Status refusal = refusal(() -> evict(pod, PLAIN));

        assertThat(refusal.getCode()).isEqualTo(500);
        assertThat(refusal.getReason()).isNull();
        assertThat(refusal.getMessage()).contains("more than one PodDisruptionBudget");
    }

    @Test
    void anotherPodOfThatNameIsNotEvicted() {
        Pod pod = cluster.running("web-1", WEB);

        Status refusal = refusal(() -> evict(
                pod,
                new DeleteOptionsBuilder()
                        .withPreconditions(new Preconditions(null, "5e2c1a80-0000-4000-8000-000000000001"))
                        .build()));

        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(now(pod).getMetadata().getDeletionTimestamp()).isNull();
    }

    @Test
    void aDryRunAsksTheBudgetAndTakesNothing() {
        Pod pod = cluster.running("web-1", WEB);
        Pod kept = cluster.running("web-2", WEB);
        budget("web", 1, 1);
        DeleteOptions dryRun = new DeleteOptionsBuilder().withDryRun("All").build();

        evict(pod, dryRun);
        evict(kept, dryRun);

        assertThat(now(pod).getMetadata().getDeletionTimestamp()).isNull();
        assertThat(status("web").getDisruptionsAllowed()).isEqualTo(1);
        evict(pod, PLAIN);
        assertThat(refusal(() -> evict(kept, dryRun)).getCode()).isEqualTo(429);
    }

    @Test
    void podsThatAreNoHealthyPartPassTheBudget() {
        Pod pending = cluster.bound("pending", NODE, WEB);
        Pod failed = cluster.report(cluster.bound("failed", NODE, WEB), "{\"status\":{\"phase\":\"Failed\"}}");
        Pod terminating = cluster.running("terminating", WEB);
        cluster.client.resource(terminating).delete();
        budget("web", 5, 0);

        for (Pod pod : List.of(pending, failed, terminating)) {
            evict(pod, PLAIN);
        }

        await().until(() -> cluster.client.resource(failed).get() == null);
        assertThat(now(pending).getMetadata().getDeletionTimestamp()).isNotNull();
    }

    @Test
    void whatDoesNotExistCanNotBeEvicted() {
        Pod pod = cluster.bound("gone", NODE, WEB);
        cluster.client.resource(pod).withGracePeriod(0).delete();

        assertThat(refusal(() -> evict(pod, PLAIN)).getCode()).isEqualTo(404);
    }

    private void evict(Pod pod, DeleteOptions options) {
        String name = pod.getMetadata().getName();
        String answer = cluster.client.raw(
                "/api/v1/namespaces/" + NAMESPACE + "/pods/" + name + "/eviction",
                "POST",
                new EvictionBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withDeleteOptions(options)
                        .build());
        assertThat(answer).contains("Success");
    }

    /** Creates the budget and waits until the controller has counted for it. */
    private void budget(String name, int minAvailable, int allowed) {
        cluster.client
                .resource(manifest(
                        """
                        {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: %s, namespace: default},
                         spec: {minAvailable: %d, selector: {matchLabels: {app: web}}}}
                        """
                                .formatted(name, minAvailable),
                        PodDisruptionBudget.class))
                .create();
        await().until(() -> {
            PodDisruptionBudgetStatus status = status(name);
            return status.getObservedGeneration() != null && status.getDisruptionsAllowed() == allowed;
        });
    }

    private PodDisruptionBudgetStatus status(String name) {
        PodDisruptionBudget budget = Objects.requireNonNull(cluster.client
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get());
        return budget.getStatus() == null ? new PodDisruptionBudgetStatus() : budget.getStatus();
    }

    private Pod now(Pod pod) {
        return Objects.requireNonNull(cluster.client.resource(pod).get());
    }
}
