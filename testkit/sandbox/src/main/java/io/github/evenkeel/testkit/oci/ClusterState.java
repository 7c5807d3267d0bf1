package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cluster. Guarded by the {@link Tenancy}. */
final class ClusterState {
    private final String id;
    private final String vcnId;
    private final String name;
    private final ClusterType type;
    private final List<KubernetesVersion> offered;
    private KubernetesVersion version;
    private String lifecycle = "ACTIVE";
    private int revision = 1;

    ClusterState(
            Ocids ocids, String name, ClusterType type, KubernetesVersion version, List<KubernetesVersion> offered) {
        this.id = ocids.regional("cluster");
        this.vcnId = ocids.regional("vcn");
        this.name = name;
        this.type = type;
        this.version = version;
        this.offered = offered;
    }

    String id() {
        return id;
    }

    ClusterType type() {
        return type;
    }

    KubernetesVersion version() {
        return version;
    }

    List<KubernetesVersion> offered() {
        return offered;
    }

    String lifecycle() {
        return lifecycle;
    }

    String etag() {
        return Etag.of(id, revision);
    }

    void version(KubernetesVersion next) {
        version = next;
        revision++;
    }

    void lifecycle(String next) {
        lifecycle = next;
        revision++;
    }

    /** A control plane goes up one minor version at a time, and never down. */
    List<KubernetesVersion> availableUpgrades() {
        return offered.stream()
                .filter(version::isBefore)
                .filter(next -> next.major() == version.major() && next.minor() <= version.minor() + 1)
                .toList();
    }

    Map<String, @Nullable Object> json(String compartmentId) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("compartmentId", compartmentId);
        json.put("vcnId", vcnId);
        json.put("kubernetesVersion", version.toString());
        json.put("freeformTags", Map.of());
        json.put("definedTags", Map.of());
        json.put("lifecycleState", lifecycle);
        json.put("lifecycleDetails", "");
        json.put("endpoints", Map.of("privateEndpoint", "10.0.0.10:6443"));
        json.put(
                "availableKubernetesUpgrades",
                availableUpgrades().stream().map(KubernetesVersion::toString).toList());
        json.put("type", type);
        return json;
    }
}
