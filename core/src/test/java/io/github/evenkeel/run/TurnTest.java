package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Scheduler scheduler = new SystemScheduler();
    private final NodeScope run = NodeScope.begin(scheduler, Timing.defaults(), List.of());
    private final Turn turn = new Turn();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void oneTaskHasTheTurnAtATime() throws InterruptedException {
        AtomicInteger within = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        List<Scheduler.Running> tasks = IntStream.range(0, 8)
                .mapToObj(task -> scheduler.start("task", () -> {
                    Waits waits = run.another().waits();
                    for (int i = 0; i < 100; i++) {
                        turn.take(waits, "the turn", () -> {
                            most.accumulateAndGet(within.incrementAndGet(), Math::max);
                            order.add("takes some time");
                            within.decrementAndGet();
                            return turns.incrementAndGet();
                        });
                    }
                }))
                .toList();

        for (Scheduler.Running task : tasks) {
            assertThat(task.join(LONG)).isTrue();
        }
        assertThat(most).hasValue(1);
        assertThat(turns).hasValue(800);
    }

    @Test
    void aTaskThatIsPausedLetsOthersPass() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Scheduler.Running first = scheduler.start(
                "first",
                () -> turn.take(run.another().waits(), "the turn", () -> {
                    begun.countDown();
                    return await(go);
                }));
        begun.await();
        run.waits().pause();
        Scheduler.Running paused = scheduler.start("paused", () -> take("paused", run.another()));
        NodeScope completing = run.another();
        Scheduler.Running uncancellable = scheduler.start(
                "uncancellable", () -> completing.waits().uncancellable(() -> take("uncancellable", completing)));
        go.countDown();

        assertThat(first.join(LONG)).isTrue();
        assertThat(uncancellable.join(LONG)).isTrue();
        run.waits().resume();
        assertThat(paused.join(LONG)).isTrue();
        assertThat(order).contains("uncancellable", "paused");
    }

    @Test
    void aTaskThatHadTheTurnGoesBeforeThoseThatWait() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Scheduler.Running> tasks = new ArrayList<>();
        tasks.add(scheduler.start(
                "has it",
                () -> turn.take(run.another().waits(), "the turn", () -> {
                    begun.countDown();
                    return await(go);
                })));
        begun.await();
        for (String name : List.of("waits", "again", "again too")) {
            CountDownLatch waiting = new CountDownLatch(1);
            NodeScope scope = NodeScope.begin(scheduler, Timing.defaults(), List.of(tellsOf(waiting)));
            tasks.add(scheduler.start(name, () -> {
                if (name.equals("waits")) {
                    take(name, scope);
                } else {
                    turn.takeAgain(scope.waits(), "the turn", () -> order.add(name));
                }
            }));
            waiting.await();
        }
        go.countDown();

        for (Scheduler.Running task : tasks) {
            assertThat(task.join(LONG)).isTrue();
        }
        assertThat(order).containsExactly("again", "again too", "waits");
    }

    @Test
    void aTaskOfALowerRankGoesBeforeThoseThatCameEarlier() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Scheduler.Running> tasks = new ArrayList<>();
        tasks.add(scheduler.start(
                "has it", () -> turn.ofRank(9).take(run.another().waits(), "the turn", () -> {
                    begun.countDown();
                    return await(go);
                })));
        begun.await();
        for (String name : List.of("2 first", "1 first", "3 again", "2 second", "1 second")) {
            CountDownLatch waiting = new CountDownLatch(1);
            NodeScope scope = NodeScope.begin(scheduler, Timing.defaults(), List.of(tellsOf(waiting)));
            Turn its = turn.ofRank(Integer.parseInt(name.substring(0, 1)));
            tasks.add(scheduler.start(name, () -> {
                if (name.endsWith("again")) {
                    its.takeAgain(scope.waits(), "the turn", () -> order.add(name));
                } else {
                    its.take(scope.waits(), "the turn", () -> order.add(name));
                }
            }));
            waiting.await();
        }
        go.countDown();

        for (Scheduler.Running task : tasks) {
            assertThat(task.join(LONG)).isTrue();
        }
        assertThat(order).containsExactly("3 again", "1 first", "1 second", "2 first", "2 second");
    }

    private static UpgradeListener tellsOf(CountDownLatch waiting) {
        return new UpgradeListener() {
            @Override
            public void onWaiting(UpgradeEvent.Waiting event) {
                waiting.countDown();
            }
        };
    }

    private void take(String name, NodeScope scope) {
        turn.take(scope.waits(), "the turn", () -> order.add(name));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
