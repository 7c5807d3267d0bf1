package io.github.evenkeel.roll;

import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.lease.LeaseGuard;
import io.github.evenkeel.run.lease.PortCalls;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Calls before the run begins: retryable failures are retried until the plan's patience is over, except a conflict,
 * which means that another process is at work.
 */
final class OpeningCalls {
    private final NodeScope run;
    private final PortCalls ports;

    OpeningCalls(PlanSpec spec, NodeScope scope) {
        ports = new PortCalls(spec.scheduler(), spec.timing().calls(), scope.publisher());
        run = scope;
    }

    /** Nothing is at stake: a service that does not answer is given up on soon. */
    OpeningCalls giveUpWithin(Duration time) {
        run.retries().giveUpWithin(time);
        return this;
    }

    /** Makes calls to ports, those of the run included. */
    PortCalls ports() {
        return ports;
    }

    /** The run goes on in it. */
    NodeScope scope() {
        return run;
    }

    /** Renews the lock during the calls that follow, however long they take. */
    void keep(LeaseGuard lease) {
        run.waits().onTick(lease.renewInterval(), lease::renewIfDue);
        ports.keep(lease);
    }

    /** @throws ServiceException if it did not come about, or the thread was interrupted */
    <T> T make(String operation, Supplier<T> call) {
        Retries.Patience patience = run.retries().patience(operation);
        while (true) {
            try {
                return call.get();
            } catch (ServiceException e) {
                if (e.outcome() == Outcome.CONFLICT) {
                    throw e;
                }
                backoffOrThrow(patience, e);
            }
        }
    }

    void make(String operation, Runnable call) {
        make(operation, () -> {
            call.run();
            return true;
        });
    }

    private void backoffOrThrow(Retries.Patience patience, ServiceException failure) {
        try {
            patience.backoffOrThrow(failure);
        } catch (CancelledRun e) {
            if (run.waits().interruptAgain()) {
                throw failure;
            }
            throw e;
        }
    }
}
