package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a cloud controller writes of a Service: its finalizer, and the address of its balancer. */
final class ServiceObject {
    /** Holds a deleted Service until its balancer is gone. */
    static final String FINALIZER = "service.kubernetes.io/load-balancer-cleanup";

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;

    ServiceObject(KubernetesClient client) {
        this.client = client;
    }

    static boolean wantsBalancer(Service service) {
        return service.getMetadata().getDeletionTimestamp() == null
                && "LoadBalancer".equals(service.getSpec().getType())
                && service.getSpec().getLoadBalancerClass() == null;
    }

    static boolean hasFinalizer(Service service) {
        return service.getMetadata().getFinalizers() != null
                && service.getMetadata().getFinalizers().contains(FINALIZER);
    }

    void addFinalizer(Service service) {
        List<String> all = new ArrayList<>(service.getMetadata().getFinalizers());
        all.add(FINALIZER);
        finalizers(service, all);
    }

    void removeFinalizer(Service service) {
        List<String> others = new ArrayList<>(service.getMetadata().getFinalizers());
        others.remove(FINALIZER);
        finalizers(service, others);
    }

    void addresses(Service service, List<String> addresses) {
        String ingress = addresses.stream()
                .map(address -> "{\"ip\":\"" + address + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        resource(service)
                .subresource("status")
                .patch(MERGE, "{\"status\":{\"loadBalancer\":{\"ingress\":" + ingress + "}}}");
    }

    static List<String> addresses(Service service) {
        return service.getStatus() == null
                        || service.getStatus().getLoadBalancer() == null
                        || service.getStatus().getLoadBalancer().getIngress() == null
                ? List.of()
                : service.getStatus().getLoadBalancer().getIngress().stream()
                        .map(ingress -> String.valueOf(ingress.getIp()))
                        .toList();
    }

    private void finalizers(Service service, List<String> all) {
        String names = all.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "[", "]"));
        resource(service)
                .patch(
                        MERGE,
                        "{\"metadata\":{\"uid\":\"" + service.getMetadata().getUid() + "\",\"finalizers\":" + names
                                + "}}");
    }

    private ServiceResource<Service> resource(Service service) {
        return client.services()
                .inNamespace(service.getMetadata().getNamespace())
                .withName(service.getMetadata().getName());
    }
}
