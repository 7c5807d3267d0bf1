package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.OutsideChanges;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another party takes the other backend away while the run waits for that party's change. */
@Timeout(120)
class OtherPartyTest {
    private static final Duration LONGER_THAN_A_REQUEST = Duration.ofSeconds(4);

    /** What another client does to the backend that the run relies on. */
    enum Deed {
        DRAINS((scene, other) -> put(scene, other, true, false)),
        TAKES_OFFLINE((scene, other) -> put(scene, other, false, true)),
        REMOVES((scene, other) -> scene.sandbox
                .oci()
                .outsideChanges()
                .removeBackend(scene.sandbox.loadBalancerId(), scene.sandbox.backendSet(), other.name()));

        @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
        private final BiConsumer<Scene, BackendState> deed;

        Deed(BiConsumer<Scene, BackendState> deed) {
            this.deed = deed;
        }

        private static void put(Scene scene, BackendState other, boolean drain, boolean offline) {
            scene.sandbox
                    .oci()
                    .outsideChanges()
                    .backend(
                            scene.sandbox.loadBalancerId(),
                            scene.sandbox.backendSet(),
                            new BackendState(
                                    other.ipAddress(), other.port(), other.weight(), 0, drain, offline, false));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNodeStaysUntouched(Deed deed) throws InterruptedException {
        staysUntouched(deed, deed == Deed.REMOVES ? LONGER_THAN_A_REQUEST : Duration.ofSeconds(1));
    }

    @Test
    void howeverLongTheirChangeTakes() throws InterruptedException {
        staysUntouched(Deed.DRAINS, Duration.ofSeconds(4));
    }

    private static void staysUntouched(Deed deed, Duration takes) throws InterruptedException {
        try (Scene scene = Scene.open()) {
            BackendState first = scene.backends().get(0);
            BackendState other = scene.backends().get(1);
            Traffic traffic = scene.sandbox.startTraffic(50);

            RunFailedException stopped = scene.stops(
                    scene.plan()
                            .withTiming(Scene.QUICK.withLoadBalancer(
                                    balancer -> balancer.withHealthy(Duration.ofSeconds(3))))
                            .withListener(
                                    new OtherParty(scene.sandbox.oci().outsideChanges(), scene, takes, deed, other)),
                    RunFailedException.class);

            assertThat(stopped).hasMessageContaining("others are healthy and serve");
            assertThat(scene.backends()).contains(first);
            assertThat(scene.sandbox.ociCalls()).doesNotContainKey("UpdateBackend");
            assertThat(scene.cordoned()).isEmpty();
            TrafficReport seen = traffic.stop();
            assertThat(seen.failed()).as(seen.toString()).isZero();
        }
    }

    /** Begins its change as the run begins to drain the first backend. */
    private record OtherParty(
            OutsideChanges changes, Scene scene, Duration takes, Deed deed, BackendState other, AtomicBoolean begun)
            implements UpgradeListener {
        private OtherParty(OutsideChanges changes, Scene scene, Duration takes, Deed deed, BackendState other) {
            this(changes, scene, takes, deed, other, new AtomicBoolean());
        }

        @Override
        public void onStepStarted(UpgradeEvent.StepStarted event) {
            if (Step.DRAIN_BACKENDS.equals(event.step()) && begun.compareAndSet(false, true)) {
                String request = changes.startWorkRequest(scene.sandbox.loadBalancerId());
                if (deed == Deed.REMOVES) {
                    // A removal cuts requests in flight: without this drain, those would be that party's losses.
                    Deed.DRAINS.deed.accept(scene, other);
                }
                CompletableFuture.delayedExecutor(takes.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> {
                            deed.deed.accept(scene, other);
                            changes.endWorkRequest(request);
                        });
            }
        }
    }
}
