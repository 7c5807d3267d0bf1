//go:build binaries

// Package controlplane names the programs of Kubernetes that are built here, so that go.mod and go.sum pin all that
// they need. The build tag is never set: nothing is compiled from this file.
package controlplane

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager"
	_ "k8s.io/kubernetes/cmd/kube-scheduler"
	_ "k8s.io/kubernetes/cmd/kubectl"
)
