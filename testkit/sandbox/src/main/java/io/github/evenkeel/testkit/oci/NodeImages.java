package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images on offer, by OCID. Immutable. */
final class NodeImages {
    private static final Pattern VERSION = Pattern.compile("-OKE-(\\d+\\.\\d+\\.\\d+)");

    private final Map<String, String> names;

    NodeImages(Ocids ocids, List<String> imageNames) {
        Map<String, String> byId = new LinkedHashMap<>();
        imageNames.forEach(name -> byId.put(ocids.regional("image"), name));
        this.names = byId;
    }

    /** For each version two builds of each kind of image, in no useful order, as the service lists them. */
    static List<String> namesFor(List<KubernetesVersion> versions) {
        List<String> names = new ArrayList<>();
        for (KubernetesVersion version : versions) {
            String oke = version.toString().substring(1);
            names.add("Oracle-Linux-8.10-aarch64-2025.09.16-0-OKE-" + oke + "-1330");
            names.add("Oracle-Linux-8.10-2025.07.21-0-OKE-" + oke + "-1189");
            names.add("Oracle-Linux-8.10-Gen2-GPU-2025.09.16-0-OKE-" + oke + "-1330");
            names.add("Oracle-Linux-8.10-2025.09.16-0-OKE-" + oke + "-1330");
            names.add("Oracle-Linux-8.10-aarch64-2025.07.21-0-OKE-" + oke + "-1189");
            names.add("Oracle-Linux-7.9-2024.11.30-0-OKE-" + oke + "-754");
            names.add("ubuntu-amd64-minimal-22.04-jammy-v20250912-OKE-" + oke);
        }
        names.add("Oracle-Linux-8.10-2025.09.16-0");
        return names;
    }

    /** What a pool of that version is made with unless it says something else. */
    static String usualFor(KubernetesVersion version) {
        return "Oracle-Linux-8.10-2025.07.21-0-OKE-" + version.toString().substring(1) + "-1189";
    }

    /** The version of Kubernetes that a machine comes with; none for an image that OKE did not make. */
    static Optional<KubernetesVersion> version(String imageName) {
        Matcher matcher = VERSION.matcher(imageName);
        return matcher.find() ? Optional.of(KubernetesVersion.parse(matcher.group(1))) : Optional.empty();
    }

    Optional<String> name(String imageId) {
        return Optional.ofNullable(names.get(imageId));
    }

    String id(String imageName) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(imageName))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no image is called " + imageName + "; there are " + names.values()));
    }

    Map<String, String> names() {
        return names;
    }
}
