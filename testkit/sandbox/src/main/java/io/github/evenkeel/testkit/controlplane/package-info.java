/**
 * A real Kubernetes control plane for tests: etcd, kube-apiserver, kube-controller-manager and kube-scheduler as
 * processes of this machine. Only kubelets are missing; {@link io.github.evenkeel.testkit.nodes.NodeAgents} plays them.
 *
 * <p>fabric8's kube-api-test was tried first. It starts etcd and an API server, but no controller manager and no
 * scheduler, so that budgets are never counted and nothing is placed; it authorizes everybody, writes no audit log that
 * could be read back, and can't take its API server down and up again. Hence code of our own.
 */
@NullMarked
package io.github.evenkeel.testkit.controlplane;

import org.jspecify.annotations.NullMarked;
