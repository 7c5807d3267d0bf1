/**
 * Real Kubernetes control plane for tests: etcd, kube-apiserver, kube-controller-manager and kube-scheduler as local
 * processes. Only kubelets are missing; {@link io.github.evenkeel.testkit.nodes.NodeAgents} emulates them.
 *
 * <p>fabric8's kube-api-test is no alternative. It starts etcd and an API server, but no controller manager and no
 * scheduler, so budgets are never counted and pods never scheduled. It authorizes every user, writes no audit log, and
 * can't stop and restart its API server.
 */
@NullMarked
package io.github.evenkeel.testkit.controlplane;

import org.jspecify.annotations.NullMarked;
