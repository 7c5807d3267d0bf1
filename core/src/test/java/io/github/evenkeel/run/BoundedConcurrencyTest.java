package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedConcurrencyTest {
    private final NodeScope run = NodeScope.begin(new SystemScheduler(), Timing.defaults(), List.of());
    private final BoundedConcurrency abreast = new BoundedConcurrency(run);
    private NodeScope held = run;

    @Test
    void callsAreUnderWayTogetherAndAnsweredInOrder() {
        // No thread passes the barrier alone.
        CyclicBarrier together = new CyclicBarrier(8);

        List<Supplier<Integer>> answers =
                abreast.call(IntStream.range(0, 16).boxed().toList(), number -> {
                    await(together);
                    return number * number;
                });

        assertThat(answers)
                .extracting(Supplier::get)
                .containsExactlyElementsOf(
                        IntStream.range(0, 16).map(n -> n * n).boxed().toList());
    }

    @Test
    void noMoreThanEightAreUnderWay() {
        AtomicInteger underWay = new AtomicInteger();
        List<Supplier<Integer>> answers =
                abreast.call(IntStream.range(0, 100).boxed().toList(), number -> {
                    int now = underWay.incrementAndGet();
                    underWay.decrementAndGet();
                    return now;
                });
        assertThat(answers).extracting(Supplier::get).allMatch(now -> now <= 8);
    }

    @Test
    void anErrorIsThatOfItsCallToo() {
        List<Supplier<String>> answers = abreast.call(List.of("good", "bad", "good"), word -> {
            if (word.equals("bad")) {
                throw new NoSuchMethodError(word);
            }
            return word;
        });

        assertThatThrownBy(answers.get(1)::get).isInstanceOf(NoSuchMethodError.class);
        assertThat(answers.get(2).get()).isEqualTo("good");
    }

    @Test
    void aFailureIsThatOfItsCallAlone() {
        List<Supplier<String>> answers = abreast.call(List.of("good", "bad", "good"), word -> {
            if (word.equals("bad")) {
                throw new IllegalArgumentException(word);
            }
            return word;
        });
        assertThat(answers.get(0).get()).isEqualTo("good");
        assertThatThrownBy(answers.get(1)::get).isInstanceOf(IllegalArgumentException.class);
        assertThat(answers.get(2).get()).isEqualTo("good");
    }

    @Test
    void aCancelKeepsTheRestFromBeingCalled() {
        AtomicInteger calls = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(8);
        assertThatThrownBy(() -> abreast.call(IntStream.range(0, 100).boxed().toList(), number -> {
                    calls.incrementAndGet();
                    await(together);
                    run.waits().cancel();
                    return number;
                }))
                .isInstanceOf(CancelledRun.class);
        assertThat(calls).hasValue(8);
    }

    @Test
    void aCallThatIsSlowHoldsUpNoOther() {
        CountDownLatch others = new CountDownLatch(99);

        List<Supplier<Boolean>> answers =
                abreast.call(IntStream.range(0, 100).boxed().toList(), number -> {
                    if (number > 0) {
                        others.countDown();
                        return true;
                    }
                    return await(others);
                });

        assertThat(answers.get(0).get())
                .as("all others were done before the first one")
                .isTrue();
    }

    @Test
    void aPauseTakesEffectBeforeTheNextCalls() {
        CyclicBarrier together = new CyclicBarrier(8);
        AtomicInteger callsWhileHeld = new AtomicInteger();
        UpgradeListener goesOn = new UpgradeListener() {
            @Override
            public void onWaiting(UpgradeEvent.Waiting event) {
                held.waits().resume();
            }
        };
        held = NodeScope.begin(new SystemScheduler(), Timing.defaults(), List.of(goesOn));

        List<Supplier<Integer>> answers = new BoundedConcurrency(held)
                .call(IntStream.range(0, 16).boxed().toList(), number -> {
                    if (held.waits().paused()) {
                        callsWhileHeld.incrementAndGet();
                    }
                    await(together);
                    if (number < 8) {
                        held.waits().pause();
                        await(together);
                    }
                    return number;
                });

        assertThat(answers).extracting(Supplier::get).hasSize(16);
        assertThat(callsWhileHeld).hasValue(0);
    }

    private static boolean await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
