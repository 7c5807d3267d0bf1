package io.github.evenkeel.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.testkit.nodes.PodBehaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The manifest of a Job that rolls its own cluster, as people get it. */
final class InClusterManifest {
    static final String NAMESPACE = "evenkeel";
    static final String JOB = "roll";
    static final String ACCOUNT = "evenkeel";

    private static final Path FILE = Path.of(System.getProperty("basedir", "."), "../examples/in-cluster/job.yaml");

    private InClusterManifest() {}

    static <T extends HasMetadata> T object(KubernetesClient kubernetes, Class<T> type) {
        return items(kubernetes).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<HasMetadata> items(KubernetesClient kubernetes) {
        try (var yaml = Files.newInputStream(FILE)) {
            return kubernetes.load(yaml).items();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Applies it. Its pods run until they are told otherwise, as a process of the test plays each of them. */
    static void apply(KubernetesClient kubernetes) {
        for (HasMetadata item : items(kubernetes)) {
            kubernetes.resource(item instanceof Job job ? played(job) : item).create();
        }
    }

    private static Job played(Job job) {
        return new JobBuilder(job)
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations(PodBehaviour.IGNORES_SIGTERM, "true")
                .addToAnnotations(PodBehaviour.COMPLETES_AFTER, "PT1H")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Arguments of the container. */
    static List<String> arguments(KubernetesClient kubernetes) {
        return object(kubernetes, Job.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs();
    }

    /** A token of the service account, as a pod has it. */
    static String token(KubernetesClient kubernetes) {
        return Objects.requireNonNull(kubernetes
                .serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName(ACCOUNT)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken());
    }
}
