/** The code of the README as a module. */
module io.github.evenkeel.consumer {
    requires io.github.evenkeel.core;
    requires io.github.evenkeel.kubernetes;
    requires io.github.evenkeel.oci;
    requires kubernetes.client.api;
    requires oci.java.sdk.circuitbreaker;
    requires oci.java.sdk.common;
    requires oci.java.sdk.containerengine;
    requires oci.java.sdk.loadbalancer;
}
