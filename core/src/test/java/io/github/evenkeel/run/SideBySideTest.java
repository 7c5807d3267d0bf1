package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SideBySideTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Scheduler scheduler = new SystemScheduler();
    private final List<String> waited = new CopyOnWriteArrayList<>();
    private final CountDownLatch twoWait = new CountDownLatch(2);
    private final NodeScope run = NodeScope.begin(scheduler, Timing.defaults(), List.of(new UpgradeListener() {
        @Override
        public void onWaiting(UpgradeEvent.Waiting event) {
            waited.add(event.waitingFor());
            twoWait.countDown();
        }
    }));
    private final NodeScope task = run.another();
    private final SideBySide beside = new SideBySide(task);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void eachGoesOnWhileTheOtherWaits() {
        CountDownLatch other = new CountDownLatch(1);
        beside.run(() -> {
            beside.start(() -> {
                done.add("beside");
                other.countDown();
            });
            await(other);
            done.add("own");
        });
        assertThat(done).containsExactly("beside", "own");
    }

    @Test
    void returnsOnceAllHaveEnded() {
        beside.run(() -> beside.start(() -> {
            task.waits().sleep("some time", Duration.ofMillis(50));
            done.add("beside");
        }));
        assertThat(done).containsExactly("beside");
    }

    @Test
    void afterAFailureTheOthersUnwindAndTheFirstIsTold() {
        assertThatThrownBy(() -> beside.run(() -> {
                    beside.start(() -> task.waits().sleep("a change elsewhere", LONG));
                    beside.start(() -> {
                        throw new StepFailure("balancer-2", "drained", "not drained");
                    });
                    task.waits().sleep("the own change", LONG);
                }))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("balancer-2")
                .hasNoSuppressedExceptions();
    }

    @Test
    void whatFailsBesidesIsSuppressed() {
        assertThatThrownBy(() -> beside.run(() -> {
                    beside.start(() -> {
                        try {
                            task.waits().sleep("a change elsewhere", LONG);
                        } catch (CancelledRun e) {
                            throw new StepFailure("balancer-2", "drained", "not drained");
                        }
                    });
                    throw new StepFailure("balancer-1", "drained", "not drained");
                }))
                .hasMessageContaining("balancer-1")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("balancer-2"));
    }

    @Test
    void aCancelReachesAllOfThem() throws InterruptedException {
        Scheduler.Running node = scheduler.start("node", this::twoThatWait);
        await(twoWait);
        run.waits().cancel();
        assertThat(node.join(LONG)).isTrue();
        assertThat(done).containsExactly("unwound");
        assertThat(waited).containsExactlyInAnyOrder("a change elsewhere", "the own change");
    }

    @Test
    void whatMustNotBeLeftHalfDoneIsNotBeside() {
        run.waits().cancel();
        task.waits()
                .uncancellable(() -> beside.run(() -> beside.start(() -> {
                    task.waits().sleep("a change elsewhere", Duration.ofMillis(1));
                    done.add("beside");
                })));
        assertThat(done).containsExactly("beside");
    }

    @Test
    void theEndOfTheTaskReachesAllOfThem() throws InterruptedException {
        Scheduler.Running node = scheduler.start("node", this::twoThatWait);
        await(twoWait);
        task.waits().unwind();
        assertThat(node.join(LONG)).isTrue();
        assertThat(done).containsExactly("unwound");
    }

    private void twoThatWait() {
        try {
            beside.run(() -> {
                beside.start(() -> task.waits().sleep("a change elsewhere", LONG));
                task.waits().sleep("the own change", LONG);
            });
        } catch (CancelledRun e) {
            done.add("unwound");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
