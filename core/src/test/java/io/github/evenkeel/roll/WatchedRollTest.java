package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.GateRecord;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a listener hears that watches calls, gates and nodes, and what the log knows of the run. On real threads. */
class WatchedRollTest {
    private static final String RUN = "evenkeel.run";
    private static final String NODE = "evenkeel.node";

    private final SmallWorld world = new SmallWorld(2);
    private final UpgradePlan plan = PlanScheduler.onScheduler(
            UpgradePlan.forCluster(world.cloud, world.kubernetes)
                    .withLoadBalancer(world.balancer)
                    .toVersion("v1.32.1")
                    .withRunId("watched"),
            new RealThreadsOnVirtualTime(world.scheduler, new ArrayList<>()));

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private static void roll(UpgradePlan plan) throws InterruptedException {
        try (Upgrade upgrade = plan.rollNodes()) {
            assertThat(upgrade.await(Duration.ofMinutes(1))).isPresent();
        }
    }

    /** Hears calls, and nothing else. */
    private static final class Calls implements UpgradeListener {
        private final List<UpgradeEvent.CallEnded> all = new CopyOnWriteArrayList<>();

        @Override
        public void onCallEnded(UpgradeEvent.CallEnded event) {
            all.add(event);
        }
    }

    @Test
    void aListenerForCallsHearsHowEachEnds() throws Exception {
        AtomicInteger failures = new AtomicInteger(1);
        world.before.put("cordon", () -> {
            if (failures.getAndDecrement() > 0) {
                throw ServiceException.of(Outcome.THROTTLED, "cordon", "as if");
            }
        });
        Calls calls = new Calls();

        roll(plan.withListener(calls));

        assertThat(calls.all)
                .filteredOn(call -> call.operation().equals("cordon"))
                .extracting(UpgradeEvent.CallEnded::failure)
                .containsExactly(Optional.of(Outcome.THROTTLED), Optional.empty(), Optional.empty());
        assertThat(calls.all)
                .extracting(UpgradeEvent.CallEnded::port)
                .contains("ManagedCluster", "Workloads", "LoadBalancer");
        assertThat(calls.all)
                .allSatisfy(call -> assertThat(call.took().isNegative()).isFalse())
                .allSatisfy(call -> assertThat(call.source().runId()).isEqualTo("watched"));
    }

    @Test
    void aListenerThatDoesNotAskForCallsHearsOfNone() throws Exception {
        List<UpgradeEvent> heard = new CopyOnWriteArrayList<>();
        Calls calls = new Calls();

        roll(plan.withListener(calls).withListener(UpgradeListener.of(event -> {
            heard.add(event);
        })));

        assertThat(calls.all).isNotEmpty();
        assertThat(heard).isNotEmpty().doesNotHaveAnyElementsOfTypes(UpgradeEvent.CallEnded.class);
    }

    @Test
    void theEndOfEachNodeAndWhatAGateLetBeginAreTold() throws Exception {
        List<NodeReport> ended = new CopyOnWriteArrayList<>();
        List<Optional<String>> about = new CopyOnWriteArrayList<>();
        List<GateRecord> passed = new CopyOnWriteArrayList<>();
        Gate gate = new Gate() {
            @Override
            public String id() {
                return "change-board";
            }

            @Override
            public GateDecision ask(GateRequest request) {
                return GateDecision.proceed();
            }
        };

        roll(plan.withGate(gate).withListener(new UpgradeListener() {
            @Override
            public void onNodeEnded(UpgradeEvent.NodeEnded event) {
                about.add(event.source().node());
                ended.add(event.report());
            }

            @Override
            public void onGatePassed(UpgradeEvent.GatePassed event) {
                passed.add(event.gate());
            }
        }));

        assertThat(ended).hasSize(2).allSatisfy(node -> assertThat(node.result())
                .isEqualTo(NodeReport.Result.REPLACED));
        assertThat(about)
                .containsExactly(
                        Optional.of(ended.get(0).node()),
                        Optional.of(ended.get(1).node()));
        assertThat(passed).extracting(GateRecord::gate).containsOnly("change-board");
        assertThat(passed)
                .extracting(GateRecord::about)
                .contains("node " + ended.get(0).node(), "node " + ended.get(1).node());
    }

    @Test
    void theThreadsOfARunHaveItsIdAndTheNodeForTheLog() throws Exception {
        Map<String, String> nodes = new ConcurrentHashMap<>();
        Set<String> runs = ConcurrentHashMap.newKeySet();
        world.before.put("cordon", () -> {
            runs.add(Objects.requireNonNull(MDC.get(RUN)));
            nodes.put("call", Objects.requireNonNull(MDC.get(NODE)));
        });
        MDC.put(NODE, "the caller's own");

        roll(plan.withListener(UpgradeListener.of(event -> {
            runs.add(Objects.requireNonNull(MDC.get(RUN)));
            if (!Optional.ofNullable(MDC.get(NODE)).equals(event.source().node())) {
                nodes.put("another than the event's", String.valueOf(event));
            }
            event.source().node().ifPresent(node -> nodes.put("listener", node));
        })));

        assertThat(runs).containsExactly("watched");
        assertThat(nodes).containsOnlyKeys("call", "listener");
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of(NODE, "the caller's own"));
    }
}
