package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Service;
import java.util.Map;
import java.util.Optional;

/** Which of the two balancing services a Service asks for. */
enum BalancerKind {
    LOAD_BALANCER("ROUND_ROBIN"),
    NETWORK_LOAD_BALANCER("FIVE_TUPLE");

    private static final String TYPE = "oci.oraclecloud.com/load-balancer-type";

    private final String policy;

    BalancerKind(String policy) {
        this.policy = policy;
    }

    static BalancerKind of(Service service) {
        return "nlb".equals(annotations(service).get(TYPE)) ? NETWORK_LOAD_BALANCER : LOAD_BALANCER;
    }

    static Map<String, String> annotations(Service service) {
        return Optional.ofNullable(service.getMetadata().getAnnotations()).orElse(Map.of());
    }

    /** How a set spreads if the Service does not say. */
    String policy() {
        return policy;
    }
}
