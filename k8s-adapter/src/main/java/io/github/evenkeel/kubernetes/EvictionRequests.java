package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.Pod;

/**
 * Requests evictions and deletions of exactly one pod: the server compares the UID.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/">API-initiated eviction</a>
 */
final class EvictionRequests {
    private static final int NOT_FOUND = 404;

    /** Another pod has the name now: its UID differs. */
    private static final int CONFLICT = 409;

    /** Runs all stages of a request without effect; the API has no other dry run. */
    private static final String ALL = "All";

    private final ApiServer server;

    EvictionRequests(ApiServer server) {
        this.server = server;
    }

    EvictionAnswer evict(Pod pod) {
        return ask(pod, preconditions(pod).build(), "");
    }

    /**
     * The server makes all checks, those of budgets included, and stops before it changes anything. Admission webhooks
     * see only the query of the URL: without it, they take the dry run for a real eviction, and their operators move
     * the pod.
     */
    EvictionAnswer dryRun(Pod pod) {
        return ask(pod, preconditions(pod).withDryRun(ALL).build(), "?dryRun=" + ALL);
    }

    /** Deletes the pod with its own grace period, whatever its budgets say. */
    void delete(Pod pod) {
        ApiAnswer answer = server.send(new ApiCall(
                Permission.DELETE_PODS,
                pod.path(),
                path(pod),
                server.json(preconditions(pod).build())));
        boolean gone =
                (answer.code() == NOT_FOUND || answer.code() == CONFLICT) && !AdmissionDenial.isIn(answer.status());
        if (!gone && (answer.code() < 200 || answer.code() > 299)) {
            throw answer.refusal();
        }
    }

    private static String path(Pod pod) {
        return "api/v1/namespaces/" + ApiCall.encoded(pod.namespace()) + "/pods/" + ApiCall.encoded(pod.name());
    }

    private static DeleteOptionsBuilder preconditions(Pod pod) {
        return new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(pod.uid())
                .endPreconditions();
    }

    private EvictionAnswer ask(Pod pod, DeleteOptions options, String query) {
        Eviction eviction = new EvictionBuilder()
                .withNewMetadata()
                .withNamespace(pod.namespace())
                .withName(pod.name())
                .endMetadata()
                .withDeleteOptions(options)
                .build();
        return EvictionVerdict.of(server.send(new ApiCall(
                Permission.CREATE_EVICTIONS, pod.path(), path(pod) + "/eviction" + query, server.json(eviction))));
    }
}
