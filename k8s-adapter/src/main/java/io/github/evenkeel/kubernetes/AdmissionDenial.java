package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Detects denials by admission from the server's message. Status codes don't tell them apart: an admission webhook may
 * deny with any code, 403, 404, 409 and 429 included, but the message names the webhook.
 *
 * <p>The patterns follow {@code apiserver/pkg/admission/plugin/webhook}, {@code .../plugin/policy} and
 * {@code apiserver/pkg/endpoints/handlers/responsewriters} in kubernetes/kubernetes.
 */
final class AdmissionDenial {
    private static final Pattern ADMISSION = Pattern.compile("^admission webhook \".*?\" "
            + "(denied the request|does not support dry run)"
            + "|^(Internal error occurred: )?failed calling webhook \""
            + "|is forbidden: (Validating|Mutating)AdmissionPolicy '");
    private static final Pattern NO_PERMISSION =
            Pattern.compile("(^|forbidden: |^Forbidden: )User \".*?\" cannot [a-z*]+ (resource|path) ");

    private AdmissionDenial() {}

    /**
     * Whether an admission webhook or an admission policy has denied the request, or the webhook could not be called.
     */
    static boolean isIn(@Nullable Status status) {
        return found(ADMISSION, status);
    }

    /** Whether the server says that the user lacks the permission. A 403 for another reason does not say so. */
    static boolean isMissingPermission(@Nullable Status status) {
        return !isIn(status) && found(NO_PERMISSION, status);
    }

    private static boolean found(Pattern words, @Nullable Status status) {
        return status != null
                && status.getMessage() != null
                && words.matcher(status.getMessage()).find();
    }
}
