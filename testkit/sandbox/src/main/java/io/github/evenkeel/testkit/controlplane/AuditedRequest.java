package io.github.evenkeel.testkit.controlplane;

/**
 * Immutable record of a request to the API server and its response.
 *
 * @param user by the name that {@link ControlPlane#client} knows; components of the control plane have names such as
 *     {@code system:kube-scheduler}, and an unidentified user has an empty one
 * @param verb of Kubernetes, such as {@code list} or {@code patch}
 * @param resource such as {@code nodes} or {@code pods/eviction}; the path where it is none, such as {@code /readyz}
 * @param status of HTTP
 */
public record AuditedRequest(String user, String verb, String resource, int status) {}
