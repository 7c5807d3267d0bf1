package io.github.evenkeel.oci;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.ServiceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses versions of Kubernetes in the service's responses. */
final class ServedVersion {
    private ServedVersion() {}

    /** The version, which must be present. */
    static KubernetesVersion needed(String operation, @Nullable String text, @Nullable String requestId) {
        return read(text).orElseThrow(() -> ServiceException.builder(
                        ServiceException.Outcome.REJECTED,
                        operation,
                        "a response whose Kubernetes version can't be read: "
                                + (text == null ? "none" : "'" + ServiceText.brief(text) + "'"))
                .requestId(requestId)
                .build());
    }

    /** The version, if there is a valid one. */
    static Optional<KubernetesVersion> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(KubernetesVersion.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
