package io.github.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.Forecast;
import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.WorkloadForecast;
import io.github.evenkeel.drain.SingleReplicas;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.plan.forecast.RollForecast;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PlannedInventory;
import io.github.evenkeel.run.PlannedServices;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.run.VirtualScheduler;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.Workloads;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forecasts of clusters in which all times are set, so that each can be worked out by hand. */
class RollForecastTest {
    private static final Logger LOG = LoggerFactory.getLogger(RollForecastTest.class);
    private static final KubernetesVersion OLD = KubernetesVersion.parse("v1.31.1");
    private static final KubernetesVersion NEW = KubernetesVersion.parse("v1.32.1");

    /** With the connection drain of a minute, a node takes 2 + 60 + 0 + 100 + 2 * 2 + 20 + 30 seconds. */
    private static final StepTimes TIMES = StepTimes.assumed()
            .with(Step.UPGRADE_CONTROL_PLANE, Duration.ofSeconds(1000))
            .with(Step.UPDATE_NODE_POOL, Duration.ofSeconds(10))
            .with(Step.DRAIN_BACKENDS, Duration.ofSeconds(17)) // with the propagation of 15
            .with(Step.EVICT, Duration.ofSeconds(20))
            .with(Step.DELETE_NODE, Duration.ZERO)
            .with(Step.AWAIT_REPLACEMENT, Duration.ofSeconds(100))
            .with(Step.ADD_SURGE_NODES, Duration.ofSeconds(100))
            .with(Step.AWAIT_DELETION, Duration.ofSeconds(30))
            .with(Step.AWAIT_HEALTH, Duration.ofSeconds(20));

    private static final Duration OF_A_NODE = Duration.ofSeconds(2 + 60 + 100 + 4 + 20 + 30);
    private static final Duration BEFORE_THE_NODES = Duration.ofSeconds(1010);

    private final List<PoolNode> members = new ArrayList<>();
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final List<Backend> backends = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private Duration took = Duration.ZERO;

    private RollForecastTest nodes(int number) {
        for (int i = 0; i < number; i++) {
            String address = "10.0." + i / 200 + "." + (i % 200 + 1);
            members.add(PoolNode.builder(address)
                    .instanceId("instance-" + address)
                    .version(OLD)
                    .privateIp(address)
                    .availabilityDomain("AD-1")
                    .build());
            nodes.add(ClusterNode.builder("uid-" + address, address)
                    .instanceId("instance-" + address)
                    .addresses(List.of(NodeAddress.internal(address)))
                    .version(OLD)
                    .conditions(Map.of("Ready", ClusterNode.Condition.TRUE))
                    .allocatable(new Resources(4000, 8L << 30, 110))
                    .build());
            backends.add(Backend.builder(address, 80).build());
        }
        return this;
    }

    private void pod(String app, int node) {
        String name = app + "-" + pods.size();
        pods.add(Pod.builder("uid-" + name, "shop", name)
                .nodeName(nodes.get(node).name())
                .phase(Pod.Phase.RUNNING)
                .controller(new Owner("apps/v1", "ReplicaSet", app + "-5d9f7c", "owner-" + app))
                .labels(Map.of("pod-template-hash", "5d9f7c"))
                .requests(new Resources(1000, 1L << 30, 1))
                .traits(Set.of(Pod.Trait.READY))
                .build());
    }

    private Forecast forecast(Rollout rollout) {
        return forecast(rollout, TIMES);
    }

    private Forecast forecast(Rollout rollout, StepTimes times) {
        NodePool pool = NodePool.builder("pool", "workers", OLD)
                .size(members.size())
                .nodes(members)
                .build();
        BackendSet set = BackendSet.builder("web")
                .backends(backends)
                .idleTimeout(Duration.ofSeconds(60))
                .build();
        ClusterSnapshot world = new ClusterSnapshot(
                ClusterDescription.builder("cluster", "shop", OLD)
                        .availableUpgrades(List.of(NEW))
                        .build(),
                List.of(pool),
                List.of(),
                Map.of("pool", NodeImage.of("image")),
                Map.of(),
                ClusterSnapshot.byMachine(nodes),
                new Index<>(pods, pod -> pod.nodeName().orElse(null)),
                new CoveringBudgets(List.of()),
                Set.of(),
                SingleReplicas.NONE,
                Set.of(),
                List.of(),
                List.of(new BalancerView(
                        unused(LoadBalancer.class),
                        LoadBalancerDescription.builder("lb", "front")
                                .backendSets(List.of(set))
                                .build(),
                        Map.of(),
                        List.of())),
                Map.of(),
                List.of(),
                Optional.empty(),
                UpgradeFacts.NONE,
                Inventory.NONE);
        PlanSpec spec = new PlanSpec(
                unused(ManagedCluster.class),
                unused(Workloads.class),
                List.of(),
                NEW,
                PoolSelection.ALL,
                List.of(),
                List.<UpgradeListener>of(),
                Timing.defaults(),
                DrainPolicy.defaults(),
                rollout,
                new VirtualScheduler(),
                Durability.NONE,
                List.of(),
                UpgradeScope.ALL,
                times,
                PlannedServices.NONE,
                PlannedInventory.NONE);
        ExecutionPlan plan = ExecutionPlan.of(world, spec);
        long begin = System.nanoTime();
        Forecast forecast = RollForecast.of(plan, world, spec);
        took = Duration.ofNanos(System.nanoTime() - begin);
        return forecast;
    }

    private static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            throw new AssertionError("a forecast makes no call: " + method);
        }));
    }

    @Test
    void oneNodeAfterTheOther() {
        Forecast forecast = nodes(3).forecast(Rollout.oneAtATime());

        assertThat(forecast.controlPlane().map(ForecastPart::takes)).contains(Duration.ofSeconds(1000));
        assertThat(forecast.nodes()).extracting(ForecastPart::takes).containsExactly(OF_A_NODE, OF_A_NODE, OF_A_NODE);
        assertThat(forecast.nodes())
                .extracting(ForecastPart::begins)
                .containsExactly(
                        BEFORE_THE_NODES,
                        BEFORE_THE_NODES.plus(OF_A_NODE),
                        BEFORE_THE_NODES.plus(OF_A_NODE.multipliedBy(2)));
        assertThat(forecast.takes()).isEqualTo(BEFORE_THE_NODES.plus(OF_A_NODE.multipliedBy(3)));
        assertThat(forecast.nodePools())
                .singleElement()
                .satisfies(pool -> assertThat(pool.object()).isEqualTo("node pool workers"))
                .satisfies(pool -> assertThat(pool.takes()).isEqualTo(OF_A_NODE.multipliedBy(3)));
        assertThat(forecast.peakUnavailable()).isEqualTo(1);
        assertThat(forecast.peakMachines()).isEqualTo(3);
        assertThat(forecast.whole().leastServing()).isEqualTo(Map.of("lb/web", 2));
    }

    @Test
    void severalAtOnceWaitForEachOtherAtTheBalancer() {
        Forecast forecast = nodes(4).forecast(Rollout.maxUnavailable(2));

        assertThat(forecast.nodes()).extracting(ForecastPart::begins).startsWith(BEFORE_THE_NODES, BEFORE_THE_NODES);
        assertThat(forecast.nodes().get(0).takes()).isEqualTo(OF_A_NODE.plusSeconds(2)); // its addition waits
        assertThat(forecast.nodes().get(1).takes()).isGreaterThan(OF_A_NODE.plusSeconds(2));
        assertThat(forecast.takes())
                .isBetween(
                        BEFORE_THE_NODES.plus(OF_A_NODE.multipliedBy(2)),
                        BEFORE_THE_NODES.plus(OF_A_NODE.multipliedBy(2)).plusSeconds(12));
        assertThat(forecast.peakUnavailable()).isEqualTo(2);
        assertThat(forecast.whole().leastServing()).isEqualTo(Map.of("lb/web", 2));
    }

    @Test
    void withSurgeNoNodeIsMissing() {
        Forecast forecast = nodes(3).forecast(Rollout.maxSurge(1));

        assertThat(forecast.nodes().get(0).begins()).isEqualTo(BEFORE_THE_NODES.plusSeconds(100));
        assertThat(forecast.peakUnavailable()).isZero();
        assertThat(forecast.peakMachines()).isEqualTo(4);
        assertThat(forecast.whole().leastServing()).isEqualTo(Map.of("lb/web", 3));
    }

    @Test
    void wavesSoakAndHaveWhatIsLeastInEach() {
        Forecast forecast =
                nodes(4).forecast(Rollout.maxUnavailable(3).waves("1", "3").soaking(Duration.ofMinutes(10)));

        assertThat(forecast.waves()).extracting(ForecastPart::object).containsExactly("wave 1 of 2", "wave 2 of 2");
        assertThat(forecast.waves().get(0).takes()).isEqualTo(OF_A_NODE);
        assertThat(forecast.waves().get(1).begins())
                .isEqualTo(BEFORE_THE_NODES.plus(OF_A_NODE).plusSeconds(600));
        assertThat(forecast.waves().get(0).leastServing()).isEqualTo(Map.of("lb/web", 3));
        assertThat(forecast.waves().get(1).leastServing()).isEqualTo(Map.of("lb/web", 1));
    }

    /** Both pods of the first node go to the second one, which has room; then all three go to the new one. */
    @Test
    void aPodMovesTwiceIfItComesToANodeThatIsRolledLater() {
        nodes(2);
        pod("web", 0);
        pod("web", 0);
        pod("db", 1);

        Forecast forecast = forecast(Rollout.oneAtATime());

        assertThat(forecast.workloads())
                .extracting(Object::toString)
                .containsExactly(
                        "Deployment shop/web: 2 of 2 pods, 4 evictions",
                        "Deployment shop/db: 1 of 1 pods, 1 evictions");
        assertThat(forecast.whole().leastFree()).isEqualTo(new Resources(1000, 5L << 30, 107));
    }

    /** The first pod goes to the third node, where there is one, and moves again; the others go to new nodes. */
    @Test
    void aPodComesToTheNodeWithMostRoom() {
        nodes(3);
        pod("web", 0);
        pod("db", 1);
        pod("db", 1);
        pod("cache", 2);

        Forecast forecast = forecast(Rollout.oneAtATime());

        assertThat(forecast.workloads())
                .extracting(Object::toString)
                .containsExactly(
                        "Deployment shop/db: 2 of 2 pods, 2 evictions",
                        "Deployment shop/web: 1 of 1 pods, 2 evictions",
                        "Deployment shop/cache: 1 of 1 pods, 1 evictions");
    }

    /** The first node has none, and is renewed when the pod of the second one leaves: the third has as much room. */
    @Test
    void aPodComesToANewNodeRatherThanToAnOldOneWithAsMuchRoom() {
        nodes(3);
        pod("web", 1);

        assertThat(forecast(Rollout.oneAtATime()).workloads())
                .extracting(Object::toString)
                .containsExactly("Deployment shop/web: 1 of 1 pods, 1 evictions");
    }

    /** Without it, one of both goes to the third node, and not to the new one that has the other. */
    @Test
    void aTaintOfOutdatedNodesHasFewerPodsMoveTwice() {
        nodes(3);
        pod("web", 1);
        pod("db", 1);

        assertThat(forecast(Rollout.oneAtATime()).workloads().stream()
                        .mapToInt(WorkloadForecast::evictions)
                        .sum())
                .isEqualTo(3);
        assertThat(forecast(Rollout.oneAtATime().taintingOutdatedNodes()).workloads().stream()
                        .mapToInt(WorkloadForecast::evictions)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void whatWasMeasuredCountsWithoutTheWaitsForOtherNodes() {
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        StepTimes measured = StepTimes.of(List.of(
                record(Step.DRAIN_BACKENDS, begin, 17),
                record(Step.DRAIN_BACKENDS, begin, 19), // waits 2 s for the one before
                record(Step.DRAIN_BACKENDS, begin, 21), // and this one 4
                record(Step.AWAIT_REPLACEMENT, begin, 90),
                record(Step.AWAIT_REPLACEMENT, begin, 100),
                record(Step.AWAIT_REPLACEMENT, begin, 110),
                record(Step.EVICT, begin, 20),
                record(Step.AWAIT_HEALTH, begin, 20),
                record(Step.DELETE_NODE, begin, 0)));

        assertThat(nodes(1).forecast(Rollout.oneAtATime(), measured).nodes())
                .extracting(ForecastPart::takes)
                .containsExactly(OF_A_NODE);
    }

    private static StepRecord record(Step step, Instant at, int seconds) {
        return new StepRecord(step, "node", at, Duration.ofSeconds(seconds));
    }

    @Test
    void nothingToDoTakesNoTime() {
        assertThat(RollForecast.none().takes()).isZero();
        assertThat(RollForecast.none().nodes()).isEmpty();
    }

    @Test
    void thousandsOfNodesAreForecastToo() {
        nodes(5_000);
        for (int i = 0; i < 50_000; i++) {
            pod("app-" + i % 500, i % 5_000);
        }
        pods.replaceAll(pod ->
                pod.toBuilder().requests(new Resources(100, 100L << 20, 1)).build());

        Forecast forecast = forecast(Rollout.maxUnavailable("10%").waves("1", "3", "10%"));
        LOG.info("a forecast of 5,000 nodes and 50,000 pods takes {}", took);

        assertThat(forecast.nodes()).hasSize(5_000);
        assertThat(forecast.workloads()).hasSize(500);
    }
}
