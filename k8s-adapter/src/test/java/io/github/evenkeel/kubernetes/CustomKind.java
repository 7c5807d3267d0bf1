package io.github.evenkeel.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;

/** A kind of objects that has no scale subresource, and an object of it. Closing it takes both away. */
final class CustomKind implements AutoCloseable {
    private static final String API_VERSION = "example.com/v1";
    private static final String KIND = "Fleet";
    private static final String DEFINITION =
            """
            ---
            {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: fleets.example.com},
             spec: {group: example.com, scope: Namespaced, names: {kind: Fleet, plural: fleets, singular: fleet},
                    versions: [{name: v1, served: true, storage: true,
                                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]}}
            """;

    private final KubernetesClient administrator;
    private final OwnerReference owner;

    private CustomKind(KubernetesClient administrator, OwnerReference owner) {
        this.administrator = administrator;
        this.owner = owner;
    }

    static CustomKind create(KubernetesClient administrator) {
        administrator
                .resource(new KubernetesSerialization().unmarshal(DEFINITION, CustomResourceDefinition.class))
                .create();
        GenericKubernetesResource fleet = await().atMost(Duration.ofMinutes(1))
                .ignoreExceptionsMatching(KubernetesClientException.class::isInstance)
                .until(() -> fleet(administrator), created -> true);
        return new CustomKind(
                administrator,
                new OwnerReferenceBuilder()
                        .withApiVersion(API_VERSION)
                        .withKind(KIND)
                        .withName(fleet.getMetadata().getName())
                        .withUid(fleet.getMetadata().getUid())
                        .withController(true)
                        .build());
    }

    /** As a pod of the object has it. */
    OwnerReference owner() {
        return owner;
    }

    private static GenericKubernetesResource fleet(KubernetesClient administrator) {
        return administrator
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion(API_VERSION)
                        .withKind(KIND)
                        .withNewMetadata()
                        .withName("web")
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @Override
    public void close() {
        administrator
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("fleets.example.com")
                .delete();
    }
}
