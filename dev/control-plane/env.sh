# Sourced by build, up and down: where the programs are, and which.
# shellcheck shell=bash disable=SC2034
kubernetes_version=v1.34.4
programs=(kube-apiserver kube-controller-manager kube-scheduler kubectl)
binaries="${EVENKEEL_CONTROL_PLANE:-${XDG_CACHE_HOME:-$HOME/.cache}/evenkeel/control-plane/$kubernetes_version}"

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}
