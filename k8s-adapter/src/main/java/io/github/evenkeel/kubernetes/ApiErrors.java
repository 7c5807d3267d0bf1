package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates failed calls into exceptions of the port.
 *
 * <p>A message has the server's own sentence and nothing else of the response. The client's exceptions quote whole
 * responses, so none of them becomes a cause; only exceptions of the network layer do.
 *
 * @see <a
 *     href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#http-status-codes">
 *     status codes of the Kubernetes API</a>
 */
final class ApiErrors {
    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern SECONDS = Pattern.compile("0*[1-9][0-9]{0,8}");

    private ApiErrors() {}

    /** No response came, or it can't be read. */
    static ServiceException noAnswer(String operation, Throwable failure) {
        Throwable network = networkFailure(failure);
        String why = network == null
                ? failure.getClass().getSimpleName()
                : network.getClass().getSimpleName() + ": " + network.getMessage();
        return ServiceException.builder(Outcome.UNKNOWN, operation, "no response, " + why)
                .cause(network)
                .build();
    }

    /** The server refused the request. */
    static ServiceException refusal(
            String operation,
            int code,
            @Nullable Status status,
            @Nullable String requestId,
            @Nullable Duration retryAfter) {
        String message = "HTTP " + code + ", " + sentence(status) + advice(code, status);
        return ServiceException.builder(outcome(code, status), operation, message)
                .requestId(requestId)
                .retryAfter(retryAfter)
                .build();
    }

    /** The failure of an informer, which is an exception of the client. */
    static ServiceException of(String operation, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer && answer.getCode() > 0) {
                Status status = answer.getStatus();
                return refusal(operation, answer.getCode(), status, null, retryAfter(status));
            }
        }
        return noAnswer(operation, failure);
    }

    /** The Retry-After of a Status; null if it has none. */
    static @Nullable Duration retryAfter(@Nullable Status status) {
        if (status == null || status.getDetails() == null) {
            return null;
        }
        Integer seconds = status.getDetails().getRetryAfterSeconds();
        return seconds == null || seconds <= 0 ? null : Duration.ofSeconds(seconds);
    }

    /** The Retry-After of the header; null for a date, as a proxy may send. */
    static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null || !SECONDS.matcher(header.strip()).matches()) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(header.strip()));
    }

    private static Outcome outcome(int code, @Nullable Status status) {
        boolean refused = AdmissionDenial.isIn(status)
                ? code < 500 && code != 429
                : code == 403 && isRefusedForAnotherReason(status);
        return refused ? Outcome.REJECTED : outcome(code);
    }

    /** Whether a 403 comes from the API and gives a reason other than a missing permission. */
    static boolean isRefusedForAnotherReason(@Nullable Status status) {
        return status != null
                && status.getMessage() != null
                && !status.getMessage().isBlank()
                && !AdmissionDenial.isMissingPermission(status);
    }

    private static Outcome outcome(int code) {
        return switch (code) {
            case 401 -> Outcome.UNAUTHENTICATED;
            case 403 -> Outcome.DENIED;
            case 404 -> Outcome.NOT_FOUND;
            case 409 -> Outcome.CONFLICT;
            case 429 -> Outcome.THROTTLED;
            case 408, 410 -> Outcome.UNAVAILABLE;
            default -> code >= 500 ? Outcome.UNAVAILABLE : Outcome.REJECTED;
        };
    }

    private static String advice(int code, @Nullable Status status) {
        if (AdmissionDenial.isIn(status)) {
            return "";
        }
        return switch (code) {
            case 401 -> "; the server does not know the caller: check the client's credentials";
            case 403 ->
                AdmissionDenial.isMissingPermission(status)
                        ? "; the ClusterRole in the documentation grants all that is needed"
                        : "";
            default -> "";
        };
    }

    static String sentence(@Nullable Status status) {
        return line(status == null ? null : status.getMessage());
    }

    /** The server's message, on one line and of a bounded length. */
    static String line(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "no message";
        }
        String line = message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
    }

    /** The failure below HTTP. Exceptions of parsers quote their input; those of the JDK don't. */
    private static @Nullable Throwable networkFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean wrapper = cause instanceof ExecutionException || cause instanceof CompletionException;
            if (!wrapper && ofJdkAlone(cause)) {
                return cause;
            }
        }
        return null;
    }

    private static boolean ofJdkAlone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (!cause.getClass().getName().startsWith("java")) {
                return false;
            }
        }
        return true;
    }
}
