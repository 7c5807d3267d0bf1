package io.github.evenkeel.testkit.oci;

/** The kinds of cluster, as in {@code Cluster.type} of the Container Engine API. */
public enum ClusterType {
    /** Without the extras, such as node cycling. */
    BASIC_CLUSTER,
    /** With all there is. */
    ENHANCED_CLUSTER
}
