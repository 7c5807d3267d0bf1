package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.ServiceException;

/** Explains failures of the API group of disruption budgets, which an old server lacks. */
final class PolicyApi {
    private PolicyApi() {}

    /** Translates NOT_FOUND, which means that the server is too old. */
    static ServiceException explained(ServiceException failure) {
        if (failure.outcome() != ServiceException.Outcome.NOT_FOUND) {
            return failure;
        }
        return ServiceException.builder(
                        ServiceException.Outcome.REJECTED,
                        failure.operation(),
                        "the server has no policy/v1, which Kubernetes offers since 1.21 and evictions within"
                                + " disruption budgets need: upgrade the control plane to 1.22 or later first")
                .requestId(failure.requestId().orElse(null))
                .build();
    }
}
