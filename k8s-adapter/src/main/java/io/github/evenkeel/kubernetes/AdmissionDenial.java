package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the server's words who refuses a request, as codes don't: an admission webhook denies with any code that
 * it likes, 403, 404, 409 and 429 included, and its message says that it was the webhook.
 *
 * <p>The words are those of {@code apiserver/pkg/admission/plugin/webhook}, {@code .../plugin/policy} and
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

    /** Whether an admission webhook or an admission policy has denied the request, or can't be asked. */
    static boolean isIn(@Nullable Status status) {
        return found(ADMISSION, status);
    }

    /** Whether the server says that the user has no permission. A 403 for another reason does not say so. */
    static boolean isMissingPermission(@Nullable Status status) {
        return !isIn(status) && found(NO_PERMISSION, status);
    }

    private static boolean found(Pattern words, @Nullable Status status) {
        return status != null
                && status.getMessage() != null
                && words.matcher(status.getMessage()).find();
    }
}
