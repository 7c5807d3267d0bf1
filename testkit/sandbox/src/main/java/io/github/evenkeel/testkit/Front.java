package io.github.evenkeel.testkit;

import io.fabric8.kubernetes.api.model.Service;
import io.github.evenkeel.testkit.services.ServiceController;
import java.util.Optional;

/**
 * What carries the traffic of a sandbox to the nodes.
 *
 * @param loadBalancerId OCID of the load balancer
 * @param backendSet its set
 * @param exposed the Service that it was made for; empty if it was made by hand
 */
record Front(String loadBalancerId, String backendSet, Optional<Exposed> exposed) {
    /**
     * A Service and what gives it its load balancer.
     *
     * @param service as it was when it had got its load balancer
     */
    record Exposed(Service service, ServiceController controller) {}
}
