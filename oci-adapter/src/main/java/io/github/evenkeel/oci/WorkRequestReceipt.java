package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import org.jspecify.annotations.Nullable;

/** The work request by which a service promises to do something. */
final class WorkRequestReceipt {
    private WorkRequestReceipt() {}

    /**
     * An operation that was just begun.
     *
     * @param operation what was called, on what
     * @param kind in the service's words
     * @param workRequestId from the header {@code opc-work-request-id}; the SDK takes an answer without it for good
     */
    static Operation of(String operation, String kind, @Nullable String workRequestId, @Nullable String requestId) {
        if (workRequestId == null || workRequestId.isBlank()) {
            throw ServiceException.builder(
                            ServiceException.Outcome.UNKNOWN,
                            operation,
                            "accepted without a work request: whether it will be done is not known")
                    .requestId(requestId)
                    .build();
        }
        return Operation.builder(workRequestId, Operation.State.IN_PROGRESS)
                .kind(kind)
                .requestId(requestId)
                .build();
    }
}
