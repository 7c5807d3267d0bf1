package io.github.evenkeel.benchmarks.scale;

import java.util.List;

/** What a program needs to know to reach a cluster. */
record Addresses(String kubeconfig, String ociConfig, String endpoint, String cluster, String loadBalancer) {
    static Addresses of(String... arguments) {
        return new Addresses(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]);
    }

    /** As a program gets them. */
    List<String> arguments() {
        return List.of(kubeconfig, ociConfig, endpoint, cluster, loadBalancer);
    }
}
