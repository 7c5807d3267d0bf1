package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.Pod;

/**
 * Asks for evictions, and deletions, of one pod and no other: the server compares the UID.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/">API-initiated eviction</a>
 */
final class Evictions {
    private static final int NOT_FOUND = 404;

    /** The UID is another one by now. */
    private static final int CONFLICT = 409;

    /** All stages of a request are run without effect; the API knows no other dry run. */
    private static final String ALL = "All";

    private final ApiServer server;

    Evictions(ApiServer server) {
        this.server = server;
    }

    EvictionAnswer evict(Pod pod) {
        return ask(pod, preconditions(pod).build(), "");
    }

    /**
     * The server goes through all checks, the budgets' included, and stops before it changes anything. Admission
     * webhooks go by the address alone: to them, a dry run that only the body asks for is a real eviction, and
     * operators behind them move the pod.
     */
    EvictionAnswer dryRun(Pod pod) {
        return ask(pod, preconditions(pod).withDryRun(ALL).build(), "?dryRun=" + ALL);
    }

    /** Deletes the pod with its own grace; no budget is asked. */
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
