package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.model.KubernetesVersionsFilters;
import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions of Kubernetes that a version of an add-on is for. A bound without a patch number stands for all of its minor
 * version, and one that can't be read for none.
 *
 * @param least null for no bound
 * @param most null for no bound
 * @param exact empty for all within the bounds
 */
record VersionRange(@Nullable String least, @Nullable String most, List<String> exact) {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?(?:[-+].*)?");
    private static final int ANY_PATCH = 9999;

    static VersionRange of(@Nullable KubernetesVersionsFilters filters) {
        return filters == null
                ? new VersionRange(null, null, List.of())
                : new VersionRange(
                        filters.getMinimalVersion(),
                        filters.getMaximumVersion(),
                        filters.getExactKubernetesVersions() == null
                                ? List.of()
                                : List.copyOf(filters.getExactKubernetesVersions()));
    }

    boolean includes(KubernetesVersion version) {
        return (exact.isEmpty() || exact.stream().anyMatch(one -> new VersionRange(one, one, List.of()).spans(version)))
                && spans(version);
    }

    private boolean spans(KubernetesVersion version) {
        return bound(least, 0).filter(version::isBefore).isEmpty()
                && bound(most, ANY_PATCH)
                        .filter(bound -> bound.isBefore(version))
                        .isEmpty();
    }

    private static Optional<KubernetesVersion> bound(@Nullable String text, int patch) {
        Matcher matcher = FORM.matcher(text == null ? "" : text.strip());
        return matcher.matches()
                ? Optional.of(new KubernetesVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3) == null ? patch : Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }
}
