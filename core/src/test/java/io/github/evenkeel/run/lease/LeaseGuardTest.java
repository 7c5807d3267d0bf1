package io.github.evenkeel.run.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.run.DelegatingScheduler;
import io.github.evenkeel.run.VirtualScheduler;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunStatus;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseGuardTest {
    private static final Duration TERM = Duration.ofMinutes(2);

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private Runnable onRenewal = () -> {};
    private int releases;

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
            releases++;
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

    @Test
    void whatIsToBePublishedIsPublishedSoonAndOnce() {
        List<RunLock.Update> written = new ArrayList<>();
        LeaseGuard lease = LeaseGuard.begin(scheduler, mailbox(written), "runner");
        lease.requests().connect(() -> RunStatus.builder("run", "RUNNING").build(), () -> {});
        written.clear();

        lease.renewSoon();
        lease.renewIfDue();
        assertThat(written).as("not more often than each second").isEmpty();
        scheduler.sleep(Duration.ofSeconds(1));
        lease.renewIfDue();
        lease.renewIfDue();
        scheduler.sleep(Duration.ofSeconds(5));
        lease.renewIfDue();

        assertThat(written).singleElement().satisfies(update -> assertThat(update.run())
                .map(RunStatus::runId)
                .contains("run"));
    }

    @Test
    void anAnswerIsWrittenAgainUntilARenewalSucceeds() {
        List<RunLock.Update> written = new ArrayList<>();
        LeaseGuard lease = LeaseGuard.begin(scheduler, mailbox(written), "runner");
        assertThat(lease.requests().waiting()).extracting(RunRequest::id).containsExactly("p");
        lease.requests().answered("p");
        assertThat(lease.requests().waiting()).isEmpty();
        written.clear();
        onRenewal = () -> {
            throw failure(ServiceException.Outcome.UNKNOWN);
        };
        scheduler.sleep(TERM.dividedBy(3));
        lease.renewIfDue();
        onRenewal = () -> {};
        scheduler.sleep(TERM.dividedBy(3));
        lease.renewIfDue();
        scheduler.sleep(TERM.dividedBy(3));
        lease.renewIfDue();

        assertThat(written).extracting(RunLock.Update::answered).containsExactly(Set.of("p"), Set.of("p"), Set.of());
    }

    /** A thread renews the lock while another one answers a request. */
    @Test
    void anAnswerDuringARenewalIsWrittenByTheNext() {
        List<RunLock.Update> written = new ArrayList<>();
        LeaseGuard lease = LeaseGuard.begin(scheduler, mailbox(written), "runner");
        onRenewal = () -> lease.requests().answered("p");
        scheduler.sleep(TERM.dividedBy(3));
        lease.renewIfDue();
        assertThat(lease.requests().waiting()).isEmpty();
        onRenewal = () -> {};
        scheduler.sleep(TERM.dividedBy(3));

        lease.renewIfDue();

        assertThat(written).last().satisfies(update -> assertThat(update.answered())
                .containsExactly("p"));
    }

    @Test
    void aStateThatCanNotBeToldCostsNoRenewal() {
        List<RunLock.Update> written = new ArrayList<>();
        LeaseGuard lease = LeaseGuard.begin(scheduler, mailbox(written), "runner");
        lease.requests()
                .connect(
                        () -> {
                            throw new IllegalStateException("as if");
                        },
                        () -> {});
        written.clear();
        scheduler.sleep(TERM.dividedBy(3));

        lease.renewIfDue();
        lease.end();

        assertThat(written).extracting(RunLock.Update::run).containsOnly(Optional.empty());
    }

    /** It has lost the lock, and the request is for the one that has it now. */
    @Test
    void aMachineThatWasSuspendedReadsNoRequest() {
        boolean[] suspended = {false};
        LeaseGuard lease = LeaseGuard.begin(scheduler, new OneLock(), "runner");
        lease.requests().connect(() -> RunStatus.builder("run", "RUNNING").build(), () -> suspended[0] = true);
        scheduler.suspend(TERM);
        onRenewal = () -> {
            throw failure(ServiceException.Outcome.DENIED);
        };

        lease.renewIfDue();

        assertThat(suspended[0]).isFalse();
        assertThat(lease.requests().waiting()).isEmpty();
    }

    @Test
    void aLockThatCarriesNoRequestsSaysSo() {
        RunLock none = new OneLock();

        assertThatThrownBy(() -> none.request(
                        RunRequest.builder(RunRequest.Kind.PAUSE, "jane").build()))
                .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                        .isEqualTo(ServiceException.Outcome.REJECTED))
                .hasMessageContainingAll("carries no requests", OneLock.class.getName(), "PAUSE by jane");
        LeaseGuard lease = LeaseGuard.begin(scheduler, none, "runner");
        assertThat(lease.requests().waiting()).isEmpty();
        assertThat(none.state().requests()).isEmpty();
    }

    /** One request waits in it until it is answered. */
    private RunLock mailbox(List<RunLock.Update> written) {
        boolean[] answered = {false};
        OneLock lock = new OneLock();
        return new RunLock() {
            @Override
            public Optional<Holder> holder() {
                return Optional.empty();
            }

            @Override
            public Held take(String runner, Optional<Holder> instead) {
                return new Held() {
                    @Override
                    public Duration term() {
                        return TERM;
                    }

                    @Override
                    public void renew() {
                        renew(Update.NOTHING);
                    }

                    @Override
                    public Requests renew(Update update) {
                        written.add(update);
                        lock.renew();
                        answered[0] |= update.answered().contains("p");
                        return answered[0]
                                ? Requests.NONE
                                : new Requests(List.of(RunRequest.builder(RunRequest.Kind.PAUSE, "jane")
                                        .id("p")
                                        .build()));
                    }

                    @Override
                    public void release() {
                        // no other process wants it
                    }
                };
            }
        };
    }

    private static ServiceException failure(ServiceException.Outcome outcome) {
        return ServiceException.of(outcome, "renew", "as if");
    }

    private LeaseGuard counting(int[] renewals) {
        onRenewal = () -> renewals[0]++;
        return LeaseGuard.begin(scheduler, new OneLock(), "runner");
    }

    private void failing(ServiceException.Outcome outcome) {
        onRenewal = () -> {
            throw failure(outcome);
        };
    }

    @Test
    void theTermThatIsCountedBeginsWithARenewalOfItsOwn() {
        int[] renewals = {0};

        counting(renewals).require("evict pod");

        assertThat(renewals[0]).isEqualTo(1);
    }

    @Test
    void aLockThatCanNotBeRenewedAtOnceIsGivenUp() {
        failing(ServiceException.Outcome.UNAVAILABLE);

        assertThatThrownBy(() -> LeaseGuard.begin(scheduler, new OneLock(), "runner"))
                .isInstanceOf(ServiceException.class);

        assertThat(releases).isEqualTo(1);
    }

    @Test
    void aLockThatAnotherRunHasTakenIsLeftToIt() {
        failing(ServiceException.Outcome.DENIED);

        assertThatThrownBy(() -> LeaseGuard.begin(scheduler, new OneLock(), "runner"))
                .isInstanceOf(ServiceException.class);

        assertThat(releases).isZero();
    }

    @Test
    void anErrorWhileItIsRenewedGivesItUpToo() {
        onRenewal = () -> {
            throw new IllegalStateException("a fault of the lock");
        };

        assertThatThrownBy(() -> LeaseGuard.begin(scheduler, new OneLock(), "runner"))
                .isInstanceOf(IllegalStateException.class);

        assertThat(releases).isEqualTo(1);
    }

    @Test
    void aRenewalThatIsDeniedWhileTheRunWaitsLosesTheLock() {
        int[] renewals = {0};
        LeaseGuard lease = counting(renewals);
        scheduler.sleep(TERM.dividedBy(3));
        failing(ServiceException.Outcome.DENIED);
        lease.renewIfDue();
        counting(renewals);

        assertThatThrownBy(() -> lease.require("evict pod")).hasMessageContaining("this run has lost its lock: as if");
    }

    @Test
    void aRenewalThatFailsWhileTheRunWaitsIsLeftToTheNext() {
        LeaseGuard lease = counting(new int[1]);
        scheduler.sleep(TERM.dividedBy(3));
        failing(ServiceException.Outcome.UNAVAILABLE);
        lease.renewIfDue();

        lease.require("evict pod");
    }

    @Test
    void twoThirdsOfATermAfterTheLastRenewalAFailureLosesTheLock() {
        LeaseGuard lease = counting(new int[1]);
        scheduler.sleep(TERM.dividedBy(3).multipliedBy(2));
        failing(ServiceException.Outcome.UNAVAILABLE);

        assertThatThrownBy(() -> lease.require("evict pod"))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.outcome()).isEqualTo(ServiceException.Outcome.DENIED))
                .hasMessageContaining("this run has lost its lock");
    }

    @Test
    void aClockThatIsAheadBySecondsOnlyDoesNotCount() {
        int[] renewals = {0};
        LeaseGuard lease = counting(renewals);
        scheduler.sleep(TERM.dividedBy(3).multipliedBy(2).minusSeconds(2));
        scheduler.suspend(Duration.ofSeconds(5));
        lease.require("evict pod");
        assertThat(renewals[0]).isEqualTo(1);

        scheduler.suspend(Duration.ofSeconds(1));
        lease.require("evict pod");
        assertThat(renewals[0]).isEqualTo(2);
    }

    @Test
    void aLockThatWasGivenUpAllowsNoChangeAndIsGivenUpOnce() {
        LeaseGuard lease = counting(new int[1]);
        lease.end();
        lease.end();

        assertThatThrownBy(() -> lease.require("evict pod")).hasMessageContaining("it was given up");
        assertThat(releases).isEqualTo(1);
    }

    @Test
    void theEndOfARenewalWakesThoseThatWaitForIt() {
        List<Scheduler.Signal> signals = new ArrayList<>();
        Scheduler listening = new DelegatingScheduler(scheduler) {
            @Override
            public Signal newSignal() {
                signals.add(super.newSignal());
                return signals.get(0);
            }
        };
        LeaseGuard lease = LeaseGuard.begin(listening, new OneLock(), "runner");
        scheduler.sleep(TERM.dividedBy(3));
        lease.renewIfDue();

        assertThat(signals.get(0).signals()).isEqualTo(1);
    }
}
