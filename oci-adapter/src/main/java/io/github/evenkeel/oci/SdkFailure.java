package io.github.evenkeel.oci;

import com.oracle.bmc.circuitbreaker.CallNotAllowedException;
import com.oracle.bmc.model.BmcException;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Translates failures of the SDK into exceptions of the port.
 *
 * <p>The meaning of a status is that of <a href="https://docs.oracle.com/iaas/Content/API/References/apierrors.htm">API
 * Errors</a>. The SDK's exception does not become the cause, since its text can contain a whole response; the useful
 * parts are copied.
 */
final class SdkFailure {
    private static final String WITHOUT_BREAKER =
            "ClientConfiguration.builder().circuitBreakerConfiguration(new NoCircuitBreakerConfiguration())";

    private SdkFailure() {}

    static ServiceException of(String operation, Throwable failure) {
        if (failure instanceof BmcException answer && answer.getStatusCode() > 0) {
            return answered(operation, answer);
        }
        String requestId = failure instanceof BmcException sent ? sent.getOpcRequestId() : null;
        if (causeOf(failure, InterruptedException.class) != null) {
            Thread.currentThread().interrupt();
            return unknown(operation, "interrupted before the response came", requestId, null);
        }
        if (causeOf(failure, CallNotAllowedException.class) != null) {
            return ServiceException.builder(
                            Outcome.THROTTLED,
                            operation,
                            "the client's circuit breaker is open after earlier failures, and nothing was sent. A client that"
                                    + " leaves pacing to Evenkeel is built with " + WITHOUT_BREAKER)
                    .requestId(requestId)
                    .build();
        }
        LinkageError broken = causeOf(failure, LinkageError.class);
        if (broken != null) {
            return unknown(operation, describe(broken), requestId, broken);
        }
        IOException transport = causeOf(failure, IOException.class);
        if (transport != null && !transport.getClass().getName().startsWith("com.fasterxml.")) {
            return unknown(operation, "no response (" + ServiceText.of(transport) + ")", requestId, transport);
        }
        if (failure instanceof BmcException) {
            return unknown(operation, "no response that the SDK could read" + kinds(failure), requestId, null);
        }
        return ServiceException.builder(
                        Outcome.REJECTED, operation, "the SDK did not send it: " + ServiceText.of(failure))
                .requestId(requestId)
                .cause(failure)
                .build();
    }

    private static ServiceException answered(String operation, BmcException answer) {
        int status = answer.getStatusCode();
        StringBuilder message = new StringBuilder("status ").append(status);
        String code = answer.getServiceCode();
        // Without a code, or with this one, the SDK could not parse the body, and its message quotes it.
        if (code != null && !code.equals("Unknown")) {
            message.append(' ').append(ServiceText.brief(code));
            String text = answer.getUnmodifiedMessage();
            if (text != null) {
                message.append(", ").append(ServiceText.brief(text));
            }
        }
        if (status == 404) {
            message.append(". OCI responds the same when a permission is missing: check the policies, too");
        }
        return ServiceException.builder(outcome(status), operation, message.toString())
                .requestId(answer.getOpcRequestId())
                .build();
    }

    private static Outcome outcome(int status) {
        return switch (status) {
            case 401 -> Outcome.UNAUTHENTICATED;
            case 403 -> Outcome.DENIED;
            case 404 -> Outcome.NOT_FOUND;
            case 409, 412 -> Outcome.CONFLICT;
            case 429 -> Outcome.THROTTLED;
            default -> status >= 500 ? Outcome.UNAVAILABLE : Outcome.REJECTED;
        };
    }

    private static String describe(LinkageError broken) {
        String text = "incompatible classes (" + ServiceText.of(broken) + ")";
        return text.contains("resilience4j") || text.contains("vavr")
                ? text + ": the SDK's circuit breaker needs resilience4j-circuitbreaker 1.7. Build the client with "
                        + WITHOUT_BREAKER
                : text;
    }

    private static ServiceException unknown(
            String operation, String message, @Nullable String requestId, @Nullable Throwable cause) {
        return ServiceException.builder(Outcome.UNKNOWN, operation, message)
                .requestId(requestId)
                .cause(cause)
                .build();
    }

    private static String kinds(Throwable failure) {
        StringBuilder kinds = new StringBuilder();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            kinds.append(kinds.isEmpty() ? " (" : ", ").append(cause.getClass().getSimpleName());
        }
        return kinds.isEmpty() ? "" : kinds.append(')').toString();
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }
}
