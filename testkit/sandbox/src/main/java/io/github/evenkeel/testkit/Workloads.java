package io.github.evenkeel.testkit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Creates the workloads of a sandbox's cluster, and waits until they are ready. */
final class Workloads {
    private static final int SECONDS = 60;

    private final KubernetesClient client;

    Workloads(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Creates what the manifests describe.
     *
     * @param edit made to each manifest before
     * @throws IllegalArgumentException if they can't be read, or one is refused
     */
    void create(String manifests, UnaryOperator<HasMetadata> edit) {
        for (HasMetadata read : read(manifests)) {
            HasMetadata manifest = edit.apply(read);
            try {
                client.resource(manifest).create();
            } catch (KubernetesClientException e) {
                ObjectMeta metadata = manifest.getMetadata();
                String place = metadata.getNamespace() == null ? "" : metadata.getNamespace() + "/";
                throw new IllegalArgumentException(
                        "Among the manifests of the sandbox, " + manifest.getKind() + " " + place + metadata.getName()
                                + " is refused: " + e.getMessage(),
                        e);
            }
        }
    }

    private List<HasMetadata> read(String manifests) {
        try {
            return client.load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
                    .items();
        } catch (KubernetesClientException e) {
            throw new IllegalArgumentException(
                    "The manifests of the sandbox can't be read; needed is YAML of objects with apiVersion and kind",
                    e);
        }
    }

    /** @throws IllegalStateException if it takes longer than a minute */
    void awaitNodes(int nodes) {
        await("nodes", client.nodes(), (Node node) -> Readiness.getInstance().isReady(node), nodes);
    }

    /** @throws IllegalStateException if one of the kinds takes longer than a minute */
    void awaitReady(int nodes) {
        await("deployments", client.apps().deployments().inAnyNamespace(), Workloads::isReady, 0);
        await("stateful sets", client.apps().statefulSets().inAnyNamespace(), Workloads::isReady, 0);
        await("daemon sets", client.apps().daemonSets().inAnyNamespace(), set -> isReady(set, nodes), 0);
    }

    private static <T extends HasMetadata> void await(String what, Informable<T> all, Predicate<T> ready, int atLeast) {
        Future<List<T>> done = all.informOnCondition(
                found -> found.size() >= atLeast && found.stream().allMatch(ready));
        try {
            done.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Not all " + what + " of the sandbox are ready after " + SECONDS + " s; look at "
                            + "Sandbox.administrator() or the manifests",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The " + what + " of the sandbox can't be watched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sandbox started", e);
        } finally {
            done.cancel(true);
        }
    }

    private static boolean isReady(Deployment deployment) {
        return deployment.getStatus() != null
                && deployment
                        .getSpec()
                        .getReplicas()
                        .equals(deployment.getStatus().getReadyReplicas());
    }

    private static boolean isReady(StatefulSet set) {
        return set.getStatus() != null
                && set.getSpec().getReplicas().equals(set.getStatus().getReadyReplicas());
    }

    private static boolean isReady(DaemonSet set, int nodes) {
        return set.getStatus() != null
                && set.getStatus().getDesiredNumberScheduled() != null
                && set.getStatus().getDesiredNumberScheduled() >= nodes
                && set.getStatus()
                        .getDesiredNumberScheduled()
                        .equals(set.getStatus().getNumberReady());
    }
}
