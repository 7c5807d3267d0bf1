package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Add-ons that Container Engine offers, and those of the cluster. Guarded by the {@link Tenancy}. */
final class AddOnCatalogue {
    private record Offer(String version, KubernetesVersion least, KubernetesVersion most) {
        boolean isFor(KubernetesVersion kubernetes) {
            return !kubernetes.isBefore(least) && !most.isBefore(kubernetes);
        }

        Map<String, Object> json() {
            return Map.of(
                    "versionNumber",
                    version,
                    "status",
                    "ACTIVE",
                    "kubernetesVersionFilters",
                    Map.of("minimalVersion", least.toString(), "maximumVersion", most.toString()));
        }
    }

    private final Map<String, List<Offer>> offers = new LinkedHashMap<>();
    private final Map<String, @Nullable String> installed = new LinkedHashMap<>();

    void offer(String name, String version, KubernetesVersion least, KubernetesVersion most) {
        offers.computeIfAbsent(name, any -> new ArrayList<>()).add(new Offer(version, least, most));
    }

    /** @param version at which it is kept; null if the service updates it */
    void install(String name, @Nullable String version) {
        installed.put(name, version);
    }

    List<Map<String, @Nullable Object>> installed() {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        installed.forEach((name, version) -> {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("version", version);
            json.put("currentInstalledVersion", version);
            json.put("lifecycleState", "ACTIVE");
            all.add(json);
        });
        return all;
    }

    /** Those of which some version is for that one of Kubernetes, each with all of its versions. */
    List<Map<String, Object>> options(KubernetesVersion kubernetes) {
        return offers.entrySet().stream()
                .filter(option -> option.getValue().stream().anyMatch(offer -> offer.isFor(kubernetes)))
                .map(option -> Map.<String, Object>of(
                        "name",
                        option.getKey(),
                        "lifecycleState",
                        "ACTIVE",
                        "isEssential",
                        true,
                        "versions",
                        option.getValue().stream().map(Offer::json).toList()))
                .toList();
    }
}
