package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Timing;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AbreastTest {
    private final Run run = Run.begin(new SystemTimeline(), Timing.defaults(), List.of());
    private final Abreast abreast = new Abreast(run);

    @Test
    void callsAreUnderWayTogetherAndAnsweredInOrder() {
        // Nobody gets past the barrier alone.
        CyclicBarrier together = new CyclicBarrier(8);

        List<Supplier<Integer>> answers =
                abreast.call(IntStream.range(0, 16).boxed().toList(), number -> {
                    try {
                        together.await(20, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
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
        assertThatThrownBy(() -> abreast.call(IntStream.range(0, 100).boxed().toList(), number -> {
                    run.waits().cancel();
                    return calls.incrementAndGet();
                }))
                .isInstanceOf(CancelledRun.class);
        assertThat(calls).hasValue(8);
    }
}
