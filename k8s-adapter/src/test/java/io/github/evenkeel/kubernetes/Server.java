package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.testkit.kubernetes.EvictionWebhook;
import java.util.Optional;

/** A cluster's API server, the sandbox's or a real one. Closing it leaves nothing of a test behind. */
interface Server extends AutoCloseable {
    /** Name of the webhook that {@link #reviewEvictions} makes. */
    String WEBHOOK = "evictions.example.com";

    /** A client for who may do everything. */
    KubernetesClient administrator();

    /** A client for a user, who may do what has been bound and nothing else. */
    KubernetesClient client(String user);

    void bind(String user, ClusterRole role);

    /**
     * How often a user has sent a request.
     *
     * @param request verb and resource, such as {@code list pods}
     */
    long calls(String user, String request);

    /** From now on an admission webhook named {@link #WEBHOOK} reviews each eviction. Returns once it does. */
    void reviewEvictions(EvictionWebhook webhook);

    /** See {@link io.github.evenkeel.testkit.contract.WorkloadsFixture#requestDeprecatedApis}. */
    Optional<DeprecatedApi> requestDeprecatedApis();

    /** Whether the control plane has done to a new node what it does by itself, so that the node changes no more. */
    boolean isSettled(String node);

    @Override
    void close();
}
