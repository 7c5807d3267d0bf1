package io.github.evenkeel.testkit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.services.ServiceController;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Service of type LoadBalancer that carries the traffic of a sandbox. */
final class ServiceFront {
    private static final int SECONDS = 60;
    private static final String HTTP_LISTENER = "service.beta.kubernetes.io/oci-load-balancer-backend-protocol";

    private static final String BALANCER_TYPE = "oci.oraclecloud.com/load-balancer-type";
    private static final String IDLE_TIMEOUT = "service.beta.kubernetes.io/oci-load-balancer-connection-idle-timeout";

    private final Map<String, String> annotations;

    ServiceFront(Exposure exposure) {
        annotations = exposure.passesConnections()
                ? Map.of(BALANCER_TYPE, "nlb")
                : Map.of(HTTP_LISTENER, "HTTP", IDLE_TIMEOUT, Long.toString(SandboxBuilder.IDLE_TIMEOUT.toSeconds()));
    }

    /** Makes a Service of type LoadBalancer of the one with the sandbox's node port; all else stays as it is. */
    HasMetadata exposed(HasMetadata manifest) {
        if (!(manifest instanceof Service service) || !hasNodePort(service)) {
            return manifest;
        }
        return new ServiceBuilder(service)
                .editMetadata()
                .addToAnnotations(annotations)
                .endMetadata()
                .editSpec()
                .withType("LoadBalancer")
                .endSpec()
                .build();
    }

    private static boolean hasNodePort(Service service) {
        return "NodePort".equals(service.getSpec().getType())
                && service.getSpec().getPorts().stream()
                        .map(ServicePort::getNodePort)
                        .anyMatch(port -> port != null && port == SandboxBuilder.NODE_PORT);
    }

    /**
     * Waits until the first Service of type LoadBalancer has its address.
     *
     * @throws IllegalStateException if there is no such Service, or it takes longer than a minute
     */
    static Front await(KubernetesClient client, OciEmulator oci, ServiceController controller) {
        Future<List<Service>> done = client.services().inAnyNamespace().informOnCondition(services -> services.stream()
                .filter(ServiceFront::isBalanced)
                .anyMatch(ServiceFront::hasAddress));
        try {
            Service service = done.get(SECONDS, TimeUnit.SECONDS).stream()
                    .filter(ServiceFront::isBalanced)
                    .filter(ServiceFront::hasAddress)
                    .findFirst()
                    .orElseThrow();
            String id = oci.balancerNamed(service.getMetadata().getUid()).orElseThrow();
            ServicePort port = service.getSpec().getPorts().get(0);
            String set = (port.getProtocol() == null ? "TCP" : port.getProtocol()) + "-" + port.getPort();
            return new Front(id, set, Optional.of(new Front.Exposed(service, controller)));
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "No Service of type LoadBalancer has got its address after " + SECONDS
                            + " s; the manifests need one, or one of type NodePort at " + SandboxBuilder.NODE_PORT,
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The services of the sandbox can't be watched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sandbox started", e);
        } finally {
            done.cancel(true);
        }
    }

    private static boolean isBalanced(Service service) {
        return "LoadBalancer".equals(service.getSpec().getType());
    }

    private static boolean hasAddress(Service service) {
        return service.getStatus() != null
                && service.getStatus().getLoadBalancer() != null
                && service.getStatus().getLoadBalancer().getIngress() != null
                && !service.getStatus().getLoadBalancer().getIngress().isEmpty();
    }
}
