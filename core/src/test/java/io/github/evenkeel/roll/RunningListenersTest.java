package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.RunCancelledException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What listeners may do to the run that calls them, on real threads. */
class RunningListenersTest {
    private final SmallWorld world = new SmallWorld(2);
    private final List<UpgradeEvent> events = new CopyOnWriteArrayList<>();
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes)
                            .withLoadBalancer(world.balancer)
                            .toVersion("v1.32.1"),
                    new RealThreadsOnVirtualTime(world.scheduler, new ArrayList<>()))
            .withListener(UpgradeListener.of(event -> {
                events.add(event);
            }));

    /** With a probe that looks every day, as time flies for the roll alone. */
    private UpgradePlan probed(AvailabilityProbe probe) {
        return plan.withProbe(probe)
                .withTiming(Timing.defaults().withCalls(calls -> calls.withProbeInterval(Duration.ofDays(1))));
    }

    @Test
    void aListenerMayCloseTheUpgradeWhileAProbeIsLookedAt() throws Exception {
        AtomicReference<Upgrade> handle = new AtomicReference<>();
        CountDownLatch told = new CountDownLatch(1);
        world.before.put("cordon", () -> awaitUninterrupted(told));
        CountDownLatch begun = new CountDownLatch(1);
        UpgradePlan closing = probed(() -> new ProbeResult(looksLeft.getAndDecrement() > 0, ""))
                .withListener(new UpgradeListener() {
                    @Override
                    public void onProbeChanged(UpgradeEvent.ProbeChanged event) {
                        awaitUninterrupted(begun);
                        Objects.requireNonNull(handle.get()).close();
                        told.countDown();
                    }
                });
        handle.set(closing.rollNodes());
        begun.countDown();

        assertThatThrownBy(() -> Objects.requireNonNull(handle.get()).await(Duration.ofSeconds(30)))
                .isInstanceOf(RunCancelledException.class);
    }

    private final AtomicInteger looksLeft = new AtomicInteger(1); // the preflight's

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aListenerThatBlocksHoldsUpNeitherTheRollNorACancel() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        UpgradePlan blocked = plan.withListener(UpgradeListener.of(event -> {
                    awaitUninterrupted(release);
                }))
                .withListener(new UpgradeListener() {
                    @Override
                    public void onEnded(UpgradeEvent.Ended event) {
                        release.countDown(); // the roll has ended, though the other listener still blocks
                    }
                });
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        world.before.put("cordon", () -> {
            asked.countDown();
            awaitUninterrupted(go);
        });
        try (Upgrade upgrade = blocked.rollNodes()) {
            asked.await();
            upgrade.cancel();
            go.countDown();

            assertThatThrownBy(() -> upgrade.await(Duration.ofMinutes(1))).isInstanceOf(RunCancelledException.class);
        }
        assertThat(events).last().isInstanceOf(UpgradeEvent.Ended.class);
    }

    @Test
    void aListenerThatHearsOfANodeFindsItCountedAsDone() {
        AtomicReference<Roll> roll = new AtomicReference<>();
        List<Integer> done = new ArrayList<>();
        // On virtual time the listener is called at once, before the roll goes on.
        Roll rolled = Roll.of(SessionOpening.anew(told(new UpgradeListener() {
            @Override
            public void onNodeReplaced(UpgradeEvent.NodeReplaced event) {
                done.add(Objects.requireNonNull(roll.get())
                        .snapshot(UpgradeSnapshot.State.RUNNING)
                        .nodesDone());
            }
        })));
        roll.set(rolled);
        rolled.prepare();
        rolled.run();

        assertThat(done).containsExactly(1, 2);
    }

    private PlanSpec told(UpgradeListener listener) {
        world.listeners = List.of(listener);
        return world.spec();
    }
}
