package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of agents about nodes and pods. Each blocks, is sent once, and throws KubernetesClientException if the server
 * can't be reached or refuses. The UID identifies an object: a call for one that is gone, or replaced by another of its
 * name, has no effect.
 */
final class ApiServer {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int RECONNECT_MILLIS = 200;

    private final KubernetesClient client;

    ApiServer(KubernetesClient callers) {
        // Retries are made in one place, Reconciliation. The derived client shares the caller's connections: closing
        // it would close those.
        client = callers.newClient(
                        new RequestConfigBuilder(callers.getConfiguration().getRequestConfig())
                                .withRequestRetryBackoffLimit(0)
                                .withRequestTimeout(TIMEOUT_MILLIS)
                                .withWatchReconnectInterval(RECONNECT_MILLIS)
                                .build())
                .adapt(KubernetesClient.class);
    }

    KubernetesClient client() {
        return client;
    }

    /** Creates the Node, or finds it if it is there already. Null if another instance's Node has its name. */
    @Nullable
    Node register(Node node) {
        try {
            return client.resource(node).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
            return find(node.getMetadata().getName(), node.getSpec().getProviderID());
        }
    }

    /** The instance's Node, null if there is none. */
    @Nullable
    Node find(String name, String providerId) {
        Node found = client.nodes().withName(name).get();
        return found != null && providerId.equals(found.getSpec().getProviderID()) ? found : null;
    }

    /** The Node with its new conditions, null if it is gone. */
    @Nullable
    Node reportNode(String name, String uid, List<NodeCondition> conditions) {
        Node patch = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid(uid)
                .endMetadata()
                .withNewStatus()
                .withConditions(conditions)
                .endStatus()
                .build();
        return unlessGone(
                () -> client.nodes().resource(patch).subresource("status").patch(MERGE, patch));
    }

    void deleteNode(String name, String uid) {
        delete("/api/v1/nodes/" + name, uid);
    }

    List<Pod> podsOn(String nodeName) {
        return client.pods()
                .inAnyNamespace()
                .withField("spec.nodeName", nodeName)
                .list()
                .getItems();
    }

    /** The pod with its new status, null if it is gone. */
    @Nullable
    Pod reportPod(Pod object, PodStatus status) {
        Pod patch = new PodBuilder()
                .withNewMetadata()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .withUid(object.getMetadata().getUid())
                .endMetadata()
                .withStatus(status)
                .build();
        return unlessGone(() -> client.pods()
                .inNamespace(object.getMetadata().getNamespace())
                .resource(patch)
                .subresource("status")
                .patch(MERGE, patch));
    }

    /** Removes the object of a pod whose processes have ended. */
    void deletePod(Pod pod) {
        delete(
                "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/"
                        + pod.getMetadata().getName(),
                pod.getMetadata().getUid());
    }

    private void delete(String path, String uid) {
        var now = new DeleteOptionsBuilder()
                .withGracePeriodSeconds(0L)
                .withPreconditions(new Preconditions(null, uid))
                .build();
        unlessGone(() -> client.raw(path, "DELETE", now));
    }

    /** Which of two states of an object is the later one; API servers count up, though they don't have to. */
    static long version(HasMetadata object) {
        try {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    /** 404, 409 and 422 are the server's ways to say that the UID is not, or no longer, of an object by that name. */
    private static <T> @Nullable T unlessGone(Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404 || e.getCode() == 409 || e.getCode() == 422) {
                return null;
            }
            throw e;
        }
    }
}
