package io.github.evenkeel.testkit;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Kubernetes API of a sandbox, emulated or real. Closing it closes its clients. */
interface ClusterServer extends AutoCloseable {
    URI url();

    /** A client for a user, who may do everything until {@link #bind}. */
    KubernetesClient client(String user);

    KubernetesClient administrator();

    /** A client for the machines, whose watches hold whatever is done to those of others. */
    KubernetesClient agents();

    /** A client for the service controller. */
    KubernetesClient serviceController();

    void bind(String user, ClusterRole role);

    /** How often a user made each request, such as {@code create pods/eviction}, since {@link #resetCalls}. */
    Map<String, Long> calls(String user);

    void resetCalls();

    Path writeKubeconfig(Path directory) throws IOException;

    @Override
    void close();
}
