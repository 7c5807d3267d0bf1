package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.run.DelegatingScheduler;
import io.github.evenkeel.run.PlanScheduler;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is thrown between the lock and the roll, the lock is given back, and the journal is free. */
class FailedPreparationTest {
    private final SmallWorld world = new SmallWorld(2);
    private final SmallLock lock = new SmallLock();
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes)
                            .withLoadBalancer(world.balancer)
                            .toVersion("v1.32.1"),
                    world.scheduler)
            .withJournal(world.journal)
            .withLock(lock);

    static List<Throwable> failures() {
        return List.of(new ArithmeticException("as if"), new LinkageError("as if"), new OutOfMemoryError("as if"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theLockIsGivenBack(Throwable failure) {
        UpgradePlan failing = PlanScheduler.onScheduler(plan, new DelegatingScheduler() {
            @Override
            public Signal newSignal() {
                if (lock.holder().isPresent()) {
                    throwAny(failure);
                }
                return super.newSignal();
            }
        });

        assertThatThrownBy(() -> failing.rollNodes().await()).isSameAs(failure);

        assertThat(lock.holder()).isEmpty();
        assertThatCode(() -> plan.rollNodes().await()).doesNotThrowAnyException();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAny(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
