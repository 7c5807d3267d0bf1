package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;

/** Kubernetes versions as they cross the wire. */
final class Versions {
    private Versions() {}

    static KubernetesVersion read(String field, String text) {
        try {
            return KubernetesVersion.parse(text);
        } catch (IllegalArgumentException none) {
            throw Refusal.invalid(field + " is '" + text + "'; a version looks like v1.32.1");
        }
    }

    static List<String> texts(List<KubernetesVersion> versions) {
        return versions.stream().map(KubernetesVersion::toString).toList();
    }
}
