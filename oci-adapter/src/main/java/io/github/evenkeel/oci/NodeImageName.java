package io.github.evenkeel.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parsed name of an image that OKE offers for nodes, such as
 * {@code Oracle-Linux-8.10-aarch64-2025.09.16-0-OKE-1.32.1-1330} or
 * {@code ubuntu-amd64-minimal-22.04-jammy-v20250912-OKE-1.32.1}.
 *
 * @param version of Kubernetes that the image is for
 * @param kind all words of the name that are the same in each build: family and major version of the operating system,
 *     architecture, accelerators. Unknown words count, too, so that two images of a kind differ only in their build
 * @param build number of OKE, zero if the name has none
 * @param date of the base image, as eight digits; empty if the name has none
 */
record NodeImageName(KubernetesVersion version, List<String> kind, int build, String date) {
    private static final Pattern OKE = Pattern.compile(
            "-OKE-(\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})(?:-(\\d{1,9}))?(?![\\d.])", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE = Pattern.compile("v?(\\d{4})\\.?(\\d{2})\\.?(\\d{2})(?:\\.\\d+)?");
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.\\d+");

    NodeImageName {
        kind = List.copyOf(kind);
    }

    /** Parses a name; empty if it has no version of Kubernetes. */
    static Optional<NodeImageName> parse(String name) {
        Matcher oke = OKE.matcher(name);
        if (!oke.find()) {
            return Optional.empty();
        }
        List<String> kind = new ArrayList<>();
        String date = "";
        for (String word : (name.substring(0, oke.start()) + name.substring(oke.end())).split("-", -1)) {
            Matcher day = DATE.matcher(word);
            Matcher release = RELEASE.matcher(word);
            if (day.matches()) {
                date = day.group(1) + day.group(2) + day.group(3);
            } else if (release.matches()) {
                kind.add(release.group(1));
            } else if (!word.isEmpty() && (date.isEmpty() || !word.chars().allMatch(Character::isDigit))) {
                kind.add(word.toLowerCase(Locale.ROOT));
            }
        }
        int build = oke.group(2) == null ? 0 : Integer.parseInt(oke.group(2));
        return Optional.of(new NodeImageName(KubernetesVersion.parse(oke.group(1)), kind, build, date));
    }
}
