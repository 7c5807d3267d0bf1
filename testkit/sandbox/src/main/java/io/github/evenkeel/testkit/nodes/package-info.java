/**
 * Kubelet, kube-proxy and the node part of the cloud controller for machines that exist in this process only. They talk
 * to a Kubernetes API server over HTTP and to nothing else of a control plane.
 */
@NullMarked
package io.github.evenkeel.testkit.nodes;

import org.jspecify.annotations.NullMarked;
