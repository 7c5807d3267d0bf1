package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReconciliationTest {
    private final AgentThreads threads = new AgentThreads();
    private final AtomicInteger steps = new AtomicInteger();
    private volatile int wanted;
    private volatile int written;

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void changesDuringAStepAreBroughtAboutByOneMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Reconciliation object = new Reconciliation(threads, "object", () -> {
            int now = wanted;
            steps.incrementAndGet();
            begun.countDown();
            awaitOpen(goOn);
            written = now;
        });

        object.wake();
        begun.await();
        for (int value = 1; value <= 10; value++) {
            wanted = value;
            object.wake();
        }
        goOn.countDown();

        await().until(() -> written == 10);
        assertThat(steps).hasValue(2);
    }

    @Test
    void aFailedStepIsRepeatedUntilItSucceeds() {
        Reconciliation object = new Reconciliation(threads, "object", () -> {
            if (steps.incrementAndGet() < 4) {
                throw new IllegalStateException("server away");
            }
            written = 1;
        });

        object.wake();

        await().until(() -> written == 1);
        assertThat(steps).hasValue(4);
    }

    @Test
    void nothingHappensAfterTheEnd() {
        Reconciliation object = new Reconciliation(threads, "object", steps::incrementAndGet);
        Reconciliation other = new Reconciliation(threads, "other", () -> written = 1);
        object.end();

        object.wake();
        other.wake();

        await().until(() -> written == 1);
        assertThat(steps).hasValue(0);
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
