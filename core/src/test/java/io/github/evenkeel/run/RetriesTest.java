package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Timing;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriesTest {
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final Timing timing = Timing.defaults()
            .withCalls(calls -> calls.withBackoff(Duration.ofSeconds(1)).withPatience(Duration.ofMinutes(2)));
    private final EventPublisher publisher = new EventPublisher(scheduler, List.of());
    private final Waits waits = new Waits(scheduler, publisher, timing.calls().poll());
    private final Retries retries = new Retries(waits, publisher, scheduler, timing);

    static ServiceException failure(Outcome outcome, @Nullable Duration retryAfter) {
        return ServiceException.builder(outcome, "GetThing", "no luck")
                .requestId("req-1")
                .retryAfter(retryAfter)
                .build();
    }

    @Test
    void delaysGrowAndStop() {
        List<Duration> calls = new ArrayList<>();

        retries.call("get", () -> {
            calls.add(scheduler.elapsed());
            if (calls.size() < 5) {
                throw failure(Outcome.UNAVAILABLE, null);
            }
            return true;
        });

        assertThat(IntStream.range(1, calls.size()).mapToObj(i -> calls.get(i).minus(calls.get(i - 1))))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void aLookThatACallerWaitsForGivesUpSoon() {
        Duration begin = scheduler.elapsed();
        retries.giveUpWithin(Duration.ofMinutes(1));

        for (int i = 0; i < 2; i++) { // for all of its calls together
            assertThatThrownBy(() -> retries.call("get", () -> {
                        throw failure(Outcome.UNKNOWN, null);
                    }))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("no luck");
        }

        assertThat(scheduler.elapsed().minus(begin)).isBetween(Duration.ofSeconds(20), Duration.ofMinutes(1));
    }

    @Test
    void aServiceThatWantsToBeLeftAloneForEverIsAskedInTheEnd() {
        boolean[] asked = {false};

        boolean answer = retries.call("get", () -> {
            if (!asked[0]) {
                asked[0] = true;
                throw failure(Outcome.THROTTLED, ChronoUnit.FOREVER.getDuration());
            }
            return true;
        });

        assertThat(answer).isTrue();
    }

    @Test
    void aServiceIsNotAskedBeforeItWantsToBe() {
        Duration begin = scheduler.elapsed();
        boolean[] asked = {false};

        retries.call("get", () -> {
            if (!asked[0]) {
                asked[0] = true;
                throw failure(Outcome.THROTTLED, Duration.ofSeconds(42));
            }
            return true;
        });

        assertThat(scheduler.elapsed().minus(begin)).isEqualTo(Duration.ofSeconds(42));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"NOT_FOUND", "DENIED", "UNAUTHENTICATED", "REJECTED"})
    void whatWontPassIsNotRepeated(Outcome outcome) {
        int[] calls = {0};

        assertThatThrownBy(() -> retries.call("get", () -> {
                    calls[0]++;
                    throw failure(outcome, null);
                }))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("req-1");
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void patienceEnds() {
        Duration begin = scheduler.elapsed();

        assertThatThrownBy(() -> retries.call("get", () -> {
                    throw failure(Outcome.UNAVAILABLE, null);
                }))
                .isInstanceOf(ServiceException.class);
        assertThat(scheduler.elapsed().minus(begin)).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(150));
    }

    @Test
    void aServiceThatIsWellAgainHasAllPatienceAgain() {
        Retries.Patience patience = retries.patience("follow");
        for (int failures = 0; failures < 5; failures++) {
            patience.backoffOrThrow(failure(Outcome.UNAVAILABLE, null));
        }
        patience.reset();
        Duration begin = scheduler.elapsed();

        patience.backoffOrThrow(failure(Outcome.UNAVAILABLE, null));

        assertThat(scheduler.elapsed().minus(begin)).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNKNOWN", "UNAVAILABLE"})
    void aDenialIsBorneForAWhileAfterTheServiceCouldNotBeReached(Outcome trouble) {
        List<Outcome> failures = new ArrayList<>(List.of(trouble, Outcome.DENIED, Outcome.DENIED));

        assertThat(retries.call("get", () -> {
                    if (!failures.isEmpty()) {
                        throw failure(failures.remove(0), null);
                    }
                    return "done";
                }))
                .isEqualTo("done");
    }

    @Test
    void aDenialThatStaysIsNotBorneForLong() {
        assertThat(retries.mayPass(failure(Outcome.UNKNOWN, null))).isTrue();
        Duration begin = scheduler.elapsed();

        assertThatThrownBy(() -> retries.call("get", () -> {
                    throw failure(Outcome.DENIED, null);
                }))
                .isInstanceOf(ServiceException.class);

        assertThat(scheduler.elapsed().minus(begin)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNAUTHENTICATED", "NOT_FOUND"})
    void aReadThatHasSucceededIsRepeatedForAMinute(Outcome outcome) {
        retries.begin();
        retries.call("read pool a", () -> true);
        Duration begin = scheduler.elapsed();

        assertThatThrownBy(() -> retries.call("read pool a", () -> {
                    throw failure(outcome, null);
                }))
                .isInstanceOf(ServiceException.class)
                .hasMessageContainingAll("no luck", "succeeded earlier", "A permission that was taken away", "req-1")
                .hasMessageContainingAll("has failed for 6");
        assertThat(scheduler.elapsed().minus(begin)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(100));
    }

    @Test
    void afterThePointOfNoReturnItIsRepeatedForAsLongAsThereIsPatience() {
        retries.begin();
        retries.call("read pool a", () -> true);
        Duration begin = scheduler.elapsed();

        assertThatThrownBy(() -> waits.uncancellable(() -> retries.call("read pool a", () -> {
                    throw failure(Outcome.NOT_FOUND, null);
                })))
                .isInstanceOf(ServiceException.class);
        assertThat(scheduler.elapsed().minus(begin)).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(150));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNAUTHENTICATED", "NOT_FOUND"})
    void anotherReadThanTheOneThatSucceededIsNotRepeated(Outcome outcome) {
        retries.begin();
        retries.call("read pool a", () -> true);

        assertThat(callsThatFail("read pool b", outcome)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNAUTHENTICATED", "NOT_FOUND"})
    void aLookBeforeTheRunRepeatsNothing(Outcome outcome) {
        retries.call("read pool a", () -> true);

        assertThat(callsThatFail("read pool a", outcome)).isEqualTo(1);
    }

    @Test
    void aChangeThatIsNotAuthenticatedIsAskedForOnceMore() {
        retries.begin();
        Retries.Patience patience = retries.patience("drain backend");

        patience.backoffOrThrow(failure(Outcome.UNAUTHENTICATED, null));

        assertThatThrownBy(() -> patience.backoffOrThrow(failure(Outcome.UNAUTHENTICATED, null)))
                .isInstanceOf(ServiceException.class);
    }

    @Test
    void aChangeOfWhatIsNotThereIsNotAskedForAgain() {
        retries.begin();

        assertThatThrownBy(() -> retries.patience("drain backend").backoffOrThrow(failure(Outcome.NOT_FOUND, null)))
                .isInstanceOf(ServiceException.class);
    }

    private int callsThatFail(String operation, Outcome outcome) {
        int[] calls = {0};
        assertThatThrownBy(() -> retries.call(operation, () -> {
                    calls[0]++;
                    throw failure(outcome, null);
                }))
                .isInstanceOf(ServiceException.class)
                .hasMessageEndingWith("no luck (request req-1)");
        return calls[0];
    }
}
