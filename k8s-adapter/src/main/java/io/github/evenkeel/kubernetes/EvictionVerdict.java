package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Interprets the server's response to an eviction.
 *
 * <p>The codes and causes are those of {@code pkg/registry/core/pod/storage/eviction.go} in kubernetes/kubernetes. Only
 * the message shows that two budgets cover one pod, or that an admission webhook refused, as webhooks use all of these
 * codes.
 */
final class EvictionVerdict {
    private static final String BUDGET = "DisruptionBudget";
    private static final String NAMESPACE_GOING = "NamespaceTerminating";
    private static final String SEVERAL = "more than one PodDisruptionBudget";
    private static final String PRECONDITION = "recondition";

    private EvictionVerdict() {}

    /** @throws io.github.evenkeel.spi.ServiceException if the response is not about the eviction of this pod */
    static EvictionAnswer of(ApiAnswer answer) {
        if (answer.code() >= 200 && answer.code() <= 299) {
            return EvictionAnswer.of(Verdict.ACCEPTED);
        }
        Status status = answer.status();
        Verdict verdict = verdict(answer.code(), status);
        if (verdict == null) {
            throw answer.refusal();
        }
        return new EvictionAnswer(
                verdict,
                verdict == Verdict.REFUSED ? Optional.of(ApiErrors.sentence(status)) : message(status),
                Optional.ofNullable(answer.retryAfter(status)));
    }

    private static @Nullable Verdict verdict(int code, @Nullable Status status) {
        if (AdmissionDenial.isIn(status)) {
            return Verdict.REFUSED;
        }
        String said = ApiErrors.sentence(status);
        return switch (code) {
            case 404 -> Verdict.GONE;
            case 409 -> said.contains(PRECONDITION) ? Verdict.GONE : null;
            case 429 ->
                cause(status, BUDGET).isPresent() ? budgetVerdict(ApiErrors.retryAfter(status)) : Verdict.THROTTLED;
            case 403 -> forbidden(status);
            case 500 -> said.contains(SEVERAL) ? Verdict.SEVERAL_BUDGETS : null;
            default -> null;
        };
    }

    /** A built-in admission plugin refuses with 403, too; a permission is missing only if the server says so. */
    private static @Nullable Verdict forbidden(@Nullable Status status) {
        if (cause(status, NAMESPACE_GOING).isPresent()) {
            return Verdict.NAMESPACE_TERMINATING;
        }
        return ApiErrors.isRefusedForAnotherReason(status) ? Verdict.REFUSED : null;
    }

    /** Only for a budget whose pods are not counted yet, the server sends a Retry-After. */
    private static Verdict budgetVerdict(@Nullable Duration retryAfter) {
        return retryAfter == null ? Verdict.BUDGET_EXHAUSTED : Verdict.BUDGET_NOT_OBSERVED;
    }

    /** The message with the budget's name and figures, if there is one, not the general one. */
    private static Optional<String> message(@Nullable Status status) {
        return cause(status, BUDGET).map(StatusCause::getMessage).or(() -> Optional.ofNullable(status)
                .map(Status::getMessage));
    }

    private static Optional<StatusCause> cause(@Nullable Status status, String reason) {
        if (status == null || status.getDetails() == null) {
            return Optional.empty();
        }
        return status.getDetails().getCauses().stream()
                .filter(cause -> reason.equals(cause.getReason()))
                .findFirst();
    }
}
