package io.github.evenkeel.oci;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.ServiceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads versions of Kubernetes out of the service's answers. */
final class ServedVersion {
    private ServedVersion() {}

    /** The version, which the thing must have. */
    static KubernetesVersion needed(String operation, @Nullable String text, @Nullable String requestId) {
        return read(text).orElseThrow(() -> ServiceException.builder(
                        ServiceException.Outcome.REJECTED,
                        operation,
                        "an answer whose Kubernetes version can't be read: "
                                + (text == null ? "none" : "'" + ServiceText.brief(text) + "'"))
                .requestId(requestId)
                .build());
    }

    /** The version, if there is one that can be read. */
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
