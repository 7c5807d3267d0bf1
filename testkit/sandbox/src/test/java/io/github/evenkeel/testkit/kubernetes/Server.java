package io.github.evenkeel.testkit.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/** An API server, the sandbox's or a real one. Closing it leaves nothing of a test behind. */
interface Server extends AutoCloseable {
    URI url();

    /** A client for who may do everything. */
    KubernetesClient client();

    /** A client for a user, who may do what has been bound. */
    KubernetesClient client(String user);

    void bind(String user, ClusterRole role);

    /** How the server names a user in what it answers. */
    String fullName(String user);

    /** For requests by who may do everything, over TLS or without. */
    HttpClient.Builder http();

    /** Adds to a request who sends it. */
    HttpRequest.Builder identified(HttpRequest.Builder request);

    /** Whether the control plane has done to a new node what it does by itself, so that the node changes no more. */
    boolean isSettled(String node);

    @Override
    void close();
}
