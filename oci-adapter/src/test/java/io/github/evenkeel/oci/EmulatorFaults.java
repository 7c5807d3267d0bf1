package io.github.evenkeel.oci;

import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.oci.CallFault;

/** What a service answers to a call so that the adapter tells a given outcome of it. */
final class EmulatorFaults {
    private EmulatorFaults() {}

    static CallFault of(Outcome outcome) {
        return switch (outcome) {
            case THROTTLED -> CallFault.answer(429, "TooManyRequests", "too many requests");
            case UNAVAILABLE -> CallFault.answer(503, "ServiceUnavailable", "the service is unavailable");
            case UNKNOWN -> CallFault.lostBeforeEffect();
            case CONFLICT -> CallFault.answer(409, "IncorrectState", "the resource is busy");
            case NOT_FOUND -> CallFault.answer(404, "NotAuthorizedOrNotFound", "not found");
            case DENIED -> CallFault.answer(403, "NotAuthorized", "not authorized");
            case UNAUTHENTICATED -> CallFault.answer(401, "NotAuthenticated", "not authenticated");
            case REJECTED -> CallFault.answer(400, "InvalidParameter", "a parameter is invalid");
        };
    }
}
