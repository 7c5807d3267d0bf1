package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which pods of a Deployment are ready, and are endpoints of all their Services. */
final class ServingPods {
    private static final Listing<io.fabric8.kubernetes.api.model.Pod, PodList> PODS =
            Listing.of(Permission.LIST_PODS, "api/v1/pods", PodList.class);
    private static final Listing<Service, ServiceList> SERVICES =
            Listing.of(Permission.LIST_SERVICES, "api/v1/services", ServiceList.class);
    private static final Listing<EndpointSlice, EndpointSliceList> SLICES = Listing.of(
            Permission.LIST_ENDPOINT_SLICES, "apis/discovery.k8s.io/v1/endpointslices", EndpointSliceList.class);
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final ApiServer server;

    ServingPods(ApiServer server) {
        this.server = server;
    }

    List<Pod> of(Deployment deployment) {
        String namespace = deployment.namespace();
        PodMapping mapping = new PodMapping();
        List<Pod> ready = PODS
                .in(namespace)
                .where("of Deployment " + deployment.path(), "labelSelector", Selectors.text(deployment.selector()))
                .read(server, pod -> Stream.of(mapping.map(pod)))
                .stream()
                .filter(pod -> deployment.owns(pod) && pod.is(Pod.Trait.READY) && !pod.terminating())
                .toList();
        if (ready.isEmpty()) {
            return List.of();
        }
        Map<String, PodSelector> services = new HashMap<>();
        SERVICES.in(namespace).read(server, Stream::of).forEach(service -> selector(service)
                .ifPresent(selector -> services.put(service.getMetadata().getName(), selector)));
        services.values().removeIf(selector -> ready.stream().noneMatch(pod -> selector.matches(pod.labels())));
        Map<String, Set<String>> endpoints = services.isEmpty() ? Map.of() : endpoints(namespace, services.keySet());
        return ready.stream()
                .filter(pod -> services.entrySet().stream()
                        .allMatch(service -> !service.getValue().matches(pod.labels())
                                || endpoints
                                        .getOrDefault(service.getKey(), Set.of())
                                        .contains(pod.uid())))
                .toList();
    }

    private static Optional<PodSelector> selector(Service service) {
        return service.getSpec() == null
                        || service.getSpec().getSelector() == null
                        || service.getSpec().getSelector().isEmpty()
                        || "ExternalName".equals(service.getSpec().getType())
                ? Optional.empty()
                : Optional.of(PodSelector.ofLabels(service.getSpec().getSelector()));
    }

    /** UIDs of the pods among the ready endpoints of each Service. */
    private Map<String, Set<String>> endpoints(String namespace, Set<String> services) {
        Map<String, Set<String>> endpoints = new HashMap<>();
        SLICES.in(namespace)
                .where(
                        "of " + services.size() + " Services",
                        "labelSelector",
                        SERVICE_NAME + " in (" + services.stream().sorted().collect(Collectors.joining(",")) + ")")
                .read(server, Stream::of)
                .forEach(slice -> slice.getEndpoints().stream()
                        .filter(ServingPods::isReady)
                        .forEach(endpoint -> endpoints
                                .computeIfAbsent(
                                        slice.getMetadata().getLabels().get(SERVICE_NAME), name -> new HashSet<>())
                                .add(endpoint.getTargetRef().getUid())));
        return endpoints;
    }

    private static boolean isReady(Endpoint endpoint) {
        return endpoint.getTargetRef() != null
                && endpoint.getTargetRef().getUid() != null
                && (endpoint.getConditions() == null
                        || !Boolean.FALSE.equals(endpoint.getConditions().getReady()));
    }
}
