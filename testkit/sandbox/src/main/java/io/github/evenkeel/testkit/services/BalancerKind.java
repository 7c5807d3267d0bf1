package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Service;
import java.util.Map;
import java.util.Optional;

/** Which of the two balancing services a Service asks for. */
enum BalancerKind {
    LOAD_BALANCER("ROUND_ROBIN", "oci.oraclecloud.com/loadbalancer-policy", "oci.oraclecloud.com/node-label-selector"),
    NETWORK_LOAD_BALANCER(
            "FIVE_TUPLE",
            "oci-network-load-balancer.oraclecloud.com/backend-policy",
            "oci-network-load-balancer.oraclecloud.com/node-label-selector");

    private static final String TYPE = "oci.oraclecloud.com/load-balancer-type";

    private final String usualPolicy;
    private final String policyAnnotation;
    private final String selectorAnnotation;

    BalancerKind(String usualPolicy, String policyAnnotation, String selectorAnnotation) {
        this.usualPolicy = usualPolicy;
        this.policyAnnotation = policyAnnotation;
        this.selectorAnnotation = selectorAnnotation;
    }

    static BalancerKind of(Service service) {
        return "nlb".equalsIgnoreCase(annotations(service).get(TYPE)) ? NETWORK_LOAD_BALANCER : LOAD_BALANCER;
    }

    static Map<String, String> annotations(Service service) {
        return Optional.ofNullable(service.getMetadata().getAnnotations()).orElse(Map.of());
    }

    /** How the sets of a Service spread. */
    String policy(Service service) {
        return annotations(service).getOrDefault(policyAnnotation, usualPolicy);
    }

    /** Which nodes a Service chooses, all if it is empty. */
    String nodeSelector(Service service) {
        return annotations(service).getOrDefault(selectorAnnotation, "");
    }
}
