package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.kubernetes.EvictionRequest;
import io.github.evenkeel.testkit.kubernetes.EvictionReview;
import io.github.evenkeel.testkit.kubernetes.EvictionWebhook;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An operator that moves its pods itself: it denies each eviction, and deletes the pod unless it is a dry run. */
final class EvictingOperator implements EvictionWebhook {
    private final KubernetesClient client;
    private final int code;
    private final List<EvictionRequest> requests = new CopyOnWriteArrayList<>();

    EvictingOperator(KubernetesClient client, int code) {
        this.client = client;
        this.code = code;
    }

    /** All that it was asked about. */
    List<EvictionRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public EvictionReview review(EvictionRequest request) {
        requests.add(request);
        if (!request.dryRun()) {
            client.pods()
                    .inNamespace(request.namespace())
                    .withName(request.pod())
                    .delete();
        }
        return EvictionReview.denied(Server.WEBHOOK, code, "its operator moves the pod");
    }
}
