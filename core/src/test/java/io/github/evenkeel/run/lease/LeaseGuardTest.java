package io.github.evenkeel.run.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.run.VirtualScheduler;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseGuardTest {
    private static final Duration TERM = Duration.ofMinutes(2);

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private Runnable onRenewal = () -> {};

    private final class OneLock implements RunLock, RunLock.Held {
        @Override
        public Optional<Holder> holder() {
            return Optional.empty();
        }

        @Override
        public Held take(String runner, Optional<Holder> instead) {
            return this;
        }

        @Override
        public Duration term() {
            return TERM;
        }

        @Override
        public void renew() {
            onRenewal.run();
        }

        @Override
        public void release() {
            // no other process wants it
        }
    }

    @Test
    void aTermWithoutEndIsNotWaitedFor() {
        RunLock foreign = new RunLock() {
            @Override
            public Optional<Holder> holder() {
                return Optional.of(new Holder("other", "1", Duration.ofSeconds(Integer.MAX_VALUE)));
            }

            @Override
            public Held take(String runner, Optional<Holder> instead) {
                throw new AssertionError("it is another runner's");
            }
        };
        Duration before = scheduler.elapsed();

        assertThatThrownBy(() -> LeaseGuard.begin(scheduler, foreign, "runner"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("delete the lock");

        assertThat(scheduler.elapsed()).isEqualTo(before);
    }

    /** Another thread is renewing the lock, and the outcome is not known yet. */
    @Test
    void whoIsInterruptedWhileAnotherRenewsChangesNothing() {
        LeaseGuard lease = LeaseGuard.begin(scheduler, new OneLock(), "runner");
        scheduler.sleep(TERM);
        onRenewal = () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> lease.require("evict pod"))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("not asked for");
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        };

        lease.require("cordon node");
    }

    @Test
    void aMachineThatWasSuspendedRenewsBeforeItActs() {
        LeaseGuard lease = LeaseGuard.begin(scheduler, new OneLock(), "runner");
        scheduler.suspend(TERM);
        onRenewal = () -> {
            throw failure(ServiceException.Outcome.DENIED);
        };

        assertThatThrownBy(() -> lease.require("delete node"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("this run has lost its lock");
    }

    @Test
    void aClockThatIsSetCostsOneRenewalAndNothingElse() {
        LeaseGuard lease = LeaseGuard.begin(scheduler, new OneLock(), "runner");
        int[] renewals = {0};
        scheduler.suspend(TERM);
        onRenewal = () -> {
            renewals[0]++;
            throw failure(ServiceException.Outcome.UNAVAILABLE);
        };
        assertThatThrownBy(() -> lease.require("delete node"))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.isRetryable()).isTrue());

        onRenewal = () -> renewals[0]++;
        lease.require("delete node");
        scheduler.suspend(TERM.negated());
        lease.require("delete node");

        assertThat(renewals[0]).isEqualTo(2);
    }

    @Test
    void whatCanNotBeTakenBackNeedsMostOfATerm() {
        LeaseGuard lease = LeaseGuard.begin(scheduler, new OneLock(), "runner");
        int[] renewals = {0};
        onRenewal = () -> renewals[0]++;
        scheduler.sleep(TERM.dividedBy(2));

        lease.require("evict pod");
        assertThat(renewals[0]).isZero();
        lease.requireMost("delete node");
        assertThat(renewals[0]).isEqualTo(1);
    }

    private static ServiceException failure(ServiceException.Outcome outcome) {
        return ServiceException.of(outcome, "renew", "as if");
    }
}
