package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.ServiceException;

/** The API group of disruption budgets, which an old server lacks. */
final class PolicyApi {
    private PolicyApi() {}

    /** What a failure to read disruption budgets means: that there are none to be found is due to the server's age. */
    static ServiceException explained(ServiceException failure) {
        if (failure.outcome() != ServiceException.Outcome.NOT_FOUND) {
            return failure;
        }
        return ServiceException.builder(
                        ServiceException.Outcome.REJECTED,
                        failure.operation(),
                        "the server has no policy/v1, which Kubernetes offers since 1.21; needed to evict without breaking"
                                + " disruption budgets: bring the control plane to 1.22 or later first")
                .requestId(failure.requestId().orElse(null))
                .build();
    }
}
