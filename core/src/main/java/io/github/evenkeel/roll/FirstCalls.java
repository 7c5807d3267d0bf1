package io.github.evenkeel.roll;

import io.github.evenkeel.run.CancelledRun;
import io.github.evenkeel.run.Diary;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.tenure.PortCalls;
import io.github.evenkeel.tenure.Tenure;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The calls that are made before there is a run: what may pass is borne for as long as the plan has patience. A
 * conflict is not: somebody else is at work.
 */
final class FirstCalls {
    private final Run run;
    private final PortCalls ports;

    FirstCalls(Settings settings) {
        ports = new PortCalls(settings.timeline(), settings.timing().deadlines());
        run = Run.begin(settings.timeline(), settings.timing(), settings.listeners());
    }

    /** Nothing is at stake: a service that does not answer is given up on soon. */
    FirstCalls giveUpWithin(Duration time) {
        run.retries().giveUpWithin(time);
        return this;
    }

    /** Makes calls to ports, those of the run included. */
    PortCalls ports() {
        return ports;
    }

    /** What was told of them goes on with what the run tells. */
    Diary diary() {
        return run.diary();
    }

    /** However long the calls take that follow, the lock shall last. */
    void keep(Tenure tenure) {
        run.waits().meanwhile(tenure.interval(), tenure::renewIfDue);
        ports.keep(tenure);
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
                bear(patience, e);
            }
        }
    }

    void make(String operation, Runnable call) {
        make(operation, () -> {
            call.run();
            return true;
        });
    }

    private void bear(Retries.Patience patience, ServiceException failure) {
        try {
            patience.bear(failure);
        } catch (CancelledRun interrupted) {
            run.waits().interruptAgain();
            throw failure;
        }
    }
}
