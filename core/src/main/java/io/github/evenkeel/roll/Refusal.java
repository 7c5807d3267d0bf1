package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;

/** Refusal of a plan before the run begins: nothing was changed. */
final class Refusal {
    private Refusal() {}

    static PlanRefusedException of(Finding blocker) {
        return new PlanRefusedException(List.of(blocker));
    }

    /**
     * A call that failed.
     *
     * @param object the lock or the journal
     * @param ifTaken what to do if another run has it
     */
    static PlanRefusedException of(String object, ServiceException e, String ifTaken) {
        if (e.outcome() == Outcome.CONFLICT) {
            return of(Finding.blocker(object, e.reason(), "one that is ours to take", ifTaken));
        }
        String request = e.requestId().map(id -> " (request " + id + ")").orElse("");
        return of(Finding.blocker(
                object,
                e.outcome() + ": " + e.reason() + request,
                "one that can be read and written",
                e.isRetryable()
                        ? "try again later: nothing was touched, and whether another run has it is not known"
                        : "see that the runner of the plan may read and write it"));
    }
}
