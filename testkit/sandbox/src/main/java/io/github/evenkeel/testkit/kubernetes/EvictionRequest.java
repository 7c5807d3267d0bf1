package io.github.evenkeel.testkit.kubernetes;

/**
 * A request to evict a pod, as an {@link EvictionWebhook} sees it.
 *
 * @param namespace of the pod
 * @param pod name of the pod
 * @param dryRun whether the address of the request says {@code dryRun=All}. A dry run that only the body asks for is a
 *     real eviction to a webhook, as on a real API server
 */
public record EvictionRequest(String namespace, String pod, boolean dryRun) {
    /** Namespace and name, as people write them. */
    public String path() {
        return namespace + "/" + pod;
    }
}
