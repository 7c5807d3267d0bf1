package io.github.evenkeel.tenure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.run.VirtualTimeline;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenureTest {
    private static final Duration TERM = Duration.ofMinutes(2);

    private final VirtualTimeline timeline = new VirtualTimeline();
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
            // nobody else wants it
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
        Duration before = timeline.elapsed();

        assertThatThrownBy(() -> Tenure.begin(timeline, foreign, "runner"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("delete the lock");

        assertThat(timeline.elapsed()).isEqualTo(before);
    }

    /** Another thread is about the renewal, and nobody knows yet whether it comes about. */
    @Test
    void whoIsInterruptedWhileAnotherRenewsChangesNothing() {
        Tenure tenure = Tenure.begin(timeline, new OneLock(), "runner");
        timeline.sleep(TERM);
        onRenewal = () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> tenure.require("evict pod"))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("not asked for");
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        };

        tenure.require("cordon node");
    }

    @Test
    void aMachineThatWasSuspendedRenewsBeforeItActs() {
        Tenure tenure = Tenure.begin(timeline, new OneLock(), "runner");
        timeline.suspend(TERM);
        onRenewal = () -> {
            throw failure(ServiceException.Outcome.DENIED);
        };

        assertThatThrownBy(() -> tenure.require("delete node"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("this run has lost its lock");
    }

    @Test
    void aClockThatIsSetCostsOneRenewalAndNothingElse() {
        Tenure tenure = Tenure.begin(timeline, new OneLock(), "runner");
        int[] renewals = {0};
        timeline.suspend(TERM);
        onRenewal = () -> {
            renewals[0]++;
            throw failure(ServiceException.Outcome.UNAVAILABLE);
        };
        assertThatThrownBy(() -> tenure.require("delete node"))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.passing()).isTrue());

        onRenewal = () -> renewals[0]++;
        tenure.require("delete node");
        timeline.suspend(TERM.negated());
        tenure.require("delete node");

        assertThat(renewals[0]).isEqualTo(2);
    }

    @Test
    void whatCanNotBeTakenBackNeedsMostOfATerm() {
        Tenure tenure = Tenure.begin(timeline, new OneLock(), "runner");
        int[] renewals = {0};
        onRenewal = () -> renewals[0]++;
        timeline.sleep(TERM.dividedBy(2));

        tenure.require("evict pod");
        assertThat(renewals[0]).isZero();
        tenure.requireMost("delete node");
        assertThat(renewals[0]).isEqualTo(1);
    }

    private static ServiceException failure(ServiceException.Outcome outcome) {
        return new ServiceException(outcome, "renew", "as if", null, null, null);
    }
}
