package io.github.evenkeel.testkit.controlplane;

/**
 * What somebody asked an API server for, and what came of it.
 *
 * @param user by the name that {@link ControlPlane#client} knows; those of the control plane have names such as
 *     {@code system:kube-scheduler}, and who could not be identified has an empty one
 * @param verb of Kubernetes, such as {@code list} or {@code patch}
 * @param resource such as {@code nodes} or {@code pods/eviction}; the path where it is none, such as {@code /readyz}
 * @param status of HTTP
 */
public record AuditedRequest(String user, String verb, String resource, int status) {}
