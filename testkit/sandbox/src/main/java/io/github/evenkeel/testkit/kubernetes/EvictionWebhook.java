package io.github.evenkeel.testkit.kubernetes;

/**
 * Admission webhook for evictions, with its operator, see {@link KubernetesApi#reviewEvictions}.
 *
 * <p>The server calls it once for each request, after it has checked that the user may send the request, and before it
 * looks at the pod and its budgets. It may be called by several threads at once, with no lock held: it may use clients
 * of the same server, delete the pod for example, and it may block for any time.
 */
@FunctionalInterface
public interface EvictionWebhook {
    /**
     * Judges one request.
     *
     * @throws InterruptedException if the server is closed meanwhile; the client gets no answer
     */
    EvictionReview review(EvictionRequest request) throws InterruptedException;
}
