package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import org.jspecify.annotations.Nullable;

/** Creates the operation of an accepted request. */
final class WorkRequestReceipt {
    private WorkRequestReceipt() {}

    /**
     * The operation that a service has just started.
     *
     * @param operation call and resource
     * @param kind in the service's words
     * @param workRequestId from the header {@code opc-work-request-id}; the SDK accepts a response without it
     */
    static Operation of(String operation, String kind, @Nullable String workRequestId, @Nullable String requestId) {
        if (workRequestId == null || workRequestId.isBlank()) {
            throw ServiceException.builder(
                            ServiceException.Outcome.UNKNOWN,
                            operation,
                            "accepted without a work request: its outcome is not known")
                    .requestId(requestId)
                    .build();
        }
        return Operation.builder(workRequestId, Operation.State.IN_PROGRESS)
                .kind(kind)
                .requestId(requestId)
                .build();
    }
}
