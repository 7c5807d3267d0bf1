package io.github.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.Finding;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Timing;
import io.github.evenkeel.drain.SingleReplicas;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.run.VirtualScheduler;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.MachineOrigin;
import io.github.evenkeel.spi.MachineOrigin.Kind;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeFault;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.NodeRequirement;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ProbeResult;
import io.github.evenkeel.spi.Repulsion;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.Scheduling;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Workloads;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each blocker, on an observation that has nothing else to complain of. */
class PreflightTest {
    private static final KubernetesVersion V130 = KubernetesVersion.parse("v1.30.1");
    private static final KubernetesVersion V131 = KubernetesVersion.parse("v1.31.1");
    private static final KubernetesVersion V132 = KubernetesVersion.parse("v1.32.1");

    private ClusterDescription cluster = cluster(V131, Lifecycle.ACTIVE);
    private List<Operation> inFlight = List.of();
    private Map<String, NodeImage> images = Map.of("pool", NodeImage.of("image"));
    private List<PoolNode> members = new ArrayList<>();
    private List<ClusterNode> nodes = new ArrayList<>();
    private List<Pod> pods = new ArrayList<>();
    private List<DisruptionBudget> budgets = List.of();
    private List<ServiceAddress> services = List.of();
    private List<Backend> backends = new ArrayList<>();
    private Map<String, BackendHealth> unhealthyBackends = Map.of();
    private Map<String, ProbeResult> unavailable = Map.of();
    private Duration idleTimeout = Duration.ofSeconds(60);
    private Timing timing = Timing.defaults();
    private int healthCheckPort;
    private boolean onTheWay;
    private Set<String> poolIds = Set.of();
    private Map<String, String> namedImages = Map.of();
    private @Nullable NodeImage poolImage;
    private ExecutionPlan decided = ExecutionPlan.NOTHING;
    private NodeCycling cycling = NodeCycling.OFF;
    private NodeCycling cyclingAllowed = NodeCycling.OFF;
    private Lifecycle poolLifecycle = Lifecycle.ACTIVE;
    private Lifecycle balancerLifecycle = Lifecycle.ACTIVE;
    private Map<String, List<Operation>> failedDeletions = Map.of();
    private List<Operation> balancerInFlight = List.of();
    private String target = "v1.32.1";
    private UpgradeFacts upgradeFacts = UpgradeFacts.NONE;
    private List<NodePool> otherPools = List.of();
    private Inventory inventory = Inventory.NONE;

    PreflightTest() {
        for (int i = 1; i <= 2; i++) {
            String ip = "10.0.10." + i;
            members.add(PoolNode.builder(ip)
                    .instanceId("instance-" + i)
                    .version(V131)
                    .privateIp(ip)
                    .availabilityDomain("AD-1")
                    .build());
            nodes.add(node(ip, "instance-" + i, V131, ClusterNode.Condition.TRUE));
            backends.add(Backend.builder(ip, 80).build());
        }
    }

    private static ClusterDescription cluster(KubernetesVersion version, Lifecycle lifecycle) {
        return ClusterDescription.builder("ocid-cluster", "shop", version)
                .lifecycle(lifecycle)
                .availableUpgrades(List.of(V132))
                .build();
    }

    private static ClusterNode node(
            String name, String instance, KubernetesVersion version, ClusterNode.Condition ready) {
        return ClusterNode.builder("uid-" + name, name)
                .revision("1")
                .instanceId(instance)
                .addresses(List.of(NodeAddress.internal(name)))
                .version(version)
                .conditions(Map.of("Ready", ready))
                .allocatable(new Resources(1000, 1L << 30, 10))
                .build();
    }

    private List<Finding> blockers() {
        return findings().stream().filter(Finding::blocks).toList();
    }

    @Test
    void aBalancerThatIsNotActiveBlocksUnlessItServes() {
        balancerLifecycle = Lifecycle.FAILED;
        assertThat(blockers()).singleElement().asString().contains("front", "state FAILED", "state ACTIVE");

        balancerLifecycle = Lifecycle.NEEDS_ATTENTION;
        assertThat(blockers()).isEmpty();
        assertThat(warnings()).anyMatch(finding -> finding.toString().contains("it goes on to serve"));
    }

    private ExecutionPlan executionPlan() {
        findings();
        return decided;
    }

    private List<Finding> warnings() {
        return findings().stream().filter(finding -> !finding.blocks()).toList();
    }

    private List<Finding> findings() {
        BackendSet set = BackendSet.builder("web")
                .backends(backends)
                .idleTimeout(idleTimeout)
                .healthCheckPort(healthCheckPort)
                .build();
        LoadBalancerDescription balancer = LoadBalancerDescription.builder("ocid-lb", "front")
                .lifecycle(balancerLifecycle)
                .addresses(List.of("192.0.2.1"))
                .backendSets(List.of(set))
                .build();
        SmallLoadBalancer port = new SmallLoadBalancer();
        NodePool pool = NodePool.builder("pool", "workers", V131)
                .lifecycle(poolLifecycle)
                .size(members.size() < 2 ? 2 : members.size())
                .image(poolImage)
                .cycling(cycling)
                .nodes(members)
                .build();
        ClusterSnapshot world = new ClusterSnapshot(
                cluster,
                Stream.concat(Stream.of(pool), otherPools.stream()).toList(),
                inFlight,
                images,
                failedDeletions,
                ClusterSnapshot.byMachine(nodes),
                new Index<>(pods, pod -> pod.nodeName().orElse(null)),
                new CoveringBudgets(budgets),
                Set.of(),
                SingleReplicas.NONE,
                Set.of(),
                services,
                List.of(new BalancerView(port.port(), balancer, Map.of("web", unhealthyBackends), balancerInFlight)),
                unavailable,
                List.of(),
                Optional.empty(),
                upgradeFacts,
                inventory);
        PlanSpec spec = new PlanSpec(
                port.as(ManagedCluster.class),
                port.as(Workloads.class),
                List.of(port.port()),
                KubernetesVersion.parse(target),
                new PoolSelection(poolIds, cyclingAllowed, namedImages),
                List.of(),
                List.of(),
                timing,
                DrainPolicy.defaults(),
                Rollout.oneAtATime(),
                new VirtualScheduler(),
                Durability.NONE);
        ExecutionPlan executionPlan = ExecutionPlan.of(world, spec);
        decided = executionPlan;
        return onTheWay
                ? Preflight.findingsOnTheWay(world, executionPlan, spec, "this run", Set.of())
                : Preflight.findings(world, executionPlan, spec, "this run");
    }

    /** Ports that no decision talks to. */
    private static final class SmallLoadBalancer {
        LoadBalancer port() {
            return as(LoadBalancer.class);
        }

        <T> T as(Class<T> type) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                        throw new AssertionError("a decision makes no call: " + method);
                    }));
        }
    }

    private void expect(String... words) {
        assertThat(blockers())
                .anySatisfy(finding -> assertThat(finding.toString()).contains(words));
    }

    @Test
    void aLoadBalancerThatIsMissingHasNodesOfThePlansPools() {
        otherPools = List.of(NodePool.builder("other", "batch", V131)
                .size(1)
                .nodes(List.of(PoolNode.builder("10.0.10.9")
                        .instanceId("instance-9")
                        .version(V131)
                        .privateIp("10.0.10.9")
                        .build()))
                .build());
        nodes.add(node("10.0.10.9", "instance-9", V131, ClusterNode.Condition.TRUE));
        images = Map.of("pool", NodeImage.of("image"), "other", NodeImage.of("image"));
        inventory = Inventory.of(List.of(LoadBalancerDescription.builder("ocid-back", "back")
                .backendSets(List.of(BackendSet.builder("batch")
                        .backends(List.of(Backend.builder("10.0.10.9", 80).build()))
                        .build()))
                .build()));

        expect("load balancer back (ocid-back)", "node 10.0.10.9 in backend set batch");
        poolIds = Set.of("pool");
        assertThat(findings()).noneMatch(finding -> finding.toString().contains("ocid-back"));
    }

    @Test
    void aSoundClusterHasNoBlocker() {
        assertThat(blockers()).isEmpty();
    }

    @Test
    void versions() {
        target = "v1.30.1";
        expect("v1.30.1", "v1.31.1", "never downgraded");
        target = "v1.33.0";
        expect("v1.33.0", "one minor version at a time", "offered now: v1.32.1");
        target = "v1.32.9";
        expect("v1.32.9", "offered now: v1.32.1");
    }

    @Test
    void skewOfANodeThatIsFarBehind() {
        cluster = cluster(KubernetesVersion.parse("v1.31.1"), Lifecycle.ACTIVE);
        nodes.add(node("10.0.10.9", "instance-9", KubernetesVersion.parse("v1.28.2"), ClusterNode.Condition.TRUE));
        expect("node 10.0.10.9", "v1.28.2", "3 minor versions");
    }

    @Test
    void aClusterThatIsBusy() {
        cluster = cluster(V131, Lifecycle.UPDATING);
        expect("cluster shop (ocid-cluster)", "UPDATING", "ACTIVE");
        cluster = cluster(V131, Lifecycle.ACTIVE);
        inFlight = List.of(Operation.builder("wr-1", Operation.State.IN_PROGRESS)
                .kind("NODEPOOL_UPDATE")
                .build());
        expect("NODEPOOL_UPDATE", "wr-1", "wait");
    }

    @Test
    void poolsThatCanNotBeRolled() {
        poolIds = Set.of("typo");
        expect("node pool typo", "it has [pool]");
        poolIds = Set.of();
        images = Map.of();
        expect("node pool workers (pool)", "no image", "v1.32.1");
    }

    @Test
    void aPoolWhoseNodesTheServiceWouldReplaceByItself() {
        cycling = NodeCycling.ON;
        expect("node pool workers (pool)", "node cycling on", "withoutNodeCycling");
        cyclingAllowed = NodeCycling.ON;
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPoolThatIsNotUpdatedMayHaveNodeCyclingOn() {
        target = "v1.31.1";
        members.set(
                0,
                PoolNode.builder("a")
                        .instanceId("instance-1")
                        .version(V130)
                        .privateIp("10.0.10.1")
                        .availabilityDomain("AD-1")
                        .build());
        cycling = NodeCycling.ON;
        assertThat(blockers()).isEmpty();
        assertThat(warnings()).extracting(Finding::toString).anySatisfy(warning -> assertThat(warning)
                .contains("node cycling on", "next change of the pool"));
    }

    @Test
    void aPoolInAStateThatTheServiceHasAWordFor() {
        poolLifecycle = Lifecycle.NEEDS_ATTENTION;
        expect("node pool workers (pool)", "state NEEDS_ATTENTION");
    }

    private void versions(@Nullable KubernetesVersion first, KubernetesVersion second) {
        members.set(
                0,
                PoolNode.builder("10.0.10.1")
                        .instanceId("instance-1")
                        .version(first)
                        .privateIp("10.0.10.1")
                        .availabilityDomain("AD-1")
                        .build());
        members.set(
                1,
                PoolNode.builder("10.0.10.2")
                        .instanceId("instance-2")
                        .version(second)
                        .privateIp("10.0.10.2")
                        .availabilityDomain("AD-1")
                        .build());
        if (first == null) {
            ClusterNode node = nodes.get(0);
            nodes.set(0, node.toBuilder().version(null).build());
        }
    }

    @Test
    void nodesThatAreNewerOrTellNoVersionAreLeftAloneAndTold() {
        versions(null, KubernetesVersion.parse("v1.33.1"));
        assertThat(blockers()).isEmpty();
        assertThat(warnings())
                .extracting(Finding::toString)
                .anySatisfy(warning -> assertThat(warning).contains("node 10.0.10.1", "no version"))
                .anySatisfy(warning -> assertThat(warning).contains("node 10.0.10.2", "v1.33.1", "leaves it as it is"));
        assertThat(executionPlan().nodes()).isEmpty();
    }

    @Test
    void aNodeThatIsNewerIsNotRolledForAnImageEither() {
        namedImages = Map.of("pool", "custom");
        versions(V132, KubernetesVersion.parse("v1.33.1"));
        assertThat(executionPlan().nodes()).extracting(NodeTarget::toString).containsExactly("node 10.0.10.1");
    }

    @Test
    void anImageOfAPoolThatIsNotInThePlan() {
        namedImages = Map.of("another", "custom");
        expect("node pool another", "an image is named for it");
    }

    @Test
    void aNodeThatIsBeingMadeIsNotCalledNull() {
        members.add(PoolNode.builder("oke-3").lifecycle(Lifecycle.CREATING).build());
        expect("node oke-3 of node pool workers (pool)", "no instance yet");
        assertThat(findings())
                .noneSatisfy(finding -> assertThat(finding.toString()).contains("null"));
    }

    @Test
    void aDeletionThatFailedAndThatTheUpdateWouldCarryOut() {
        failedDeletions = Map.of(
                "pool",
                List.of(Operation.builder("wr-3", Operation.State.FAILED)
                        .kind("NODEPOOL_RECONCILE")
                        .detail("no luck")
                        .build()));
        expect("node pool workers (pool)", "deletion of a node that failed", "wr-3", "no luck");
    }

    @Test
    void aNodeThatIsOnItsWayOut() {
        members.set(
                0,
                PoolNode.builder("10.0.10.1")
                        .instanceId("instance-1")
                        .version(V131)
                        .privateIp("10.0.10.1")
                        .availabilityDomain("AD-1")
                        .lifecycle(Lifecycle.FAILING)
                        .build());
        expect("node 10.0.10.1 of node pool workers", "state FAILING", "update");
    }

    @Test
    void aBalancerThatIsBusy() {
        balancerInFlight = List.of(Operation.builder("wr-2", Operation.State.IN_PROGRESS)
                .kind("UpdateBackend")
                .build());
        expect("load balancer front (ocid-lb)", "UpdateBackend in flight", "wr-2", "wait");
        onTheWay = true;
        assertThat(blockers()).isEmpty();
    }

    @Test
    void aPoolThatIsNotWhole() {
        members.remove(1);
        expect("1 nodes", "its size of 2");
        members.add(PoolNode.builder("n")
                .lifecycle(Lifecycle.CREATING)
                .fault(new NodeFault("LimitExceeded", "Out of capacity"))
                .build());
        expect("LimitExceeded");
    }

    @Test
    void anInstanceThatIsNoNode() {
        nodes.remove(1);
        expect("instance-2", "no node of the cluster");
    }

    @Test
    void aNodeThatIsNotReady() {
        nodes.set(0, node("10.0.10.1", "instance-1", V131, ClusterNode.Condition.UNKNOWN));
        expect("node 10.0.10.1", "Ready=UNKNOWN");
    }

    /** The pool has the addresses 10.0.10.x of the machines, Kubernetes and the balancer have others. */
    private void secondInterfaces(List<NodeAddress> first, List<NodeAddress> second) {
        nodes.set(0, at(nodes.get(0), first));
        nodes.set(1, at(nodes.get(1), second));
        backends.replaceAll(backend -> backend.at(backend.address().replace("10.0.10.", "10.0.99.")));
    }

    private static ClusterNode at(ClusterNode node, List<NodeAddress> addresses) {
        return node.toBuilder().addresses(addresses).build();
    }

    private static List<NodeAddress> internal(String... addresses) {
        return Stream.of(addresses).map(NodeAddress::internal).toList();
    }

    @Test
    void backendsAtAnotherAddressOfANodeAreItsOwn() {
        secondInterfaces(internal("10.0.99.1"), internal("10.0.10.2", "10.0.99.2"));
        assertThat(findings()).isEmpty();
        unhealthyBackends = Map.of("10.0.99.2:80", BackendHealth.CRITICAL);
        expect("backend set web", "no backend that serves but those of node 10.0.10.1");
    }

    @Test
    void anAddressThatNoOtherNodeOfThePoolHasOfItsKind() {
        secondInterfaces(internal("10.0.10.1", "10.0.99.1"), internal("10.0.10.2"));
        backends.set(1, backends.get(1).at("10.0.10.2"));
        expect("backend 10.0.99.1:80 of node 10.0.10.1", "no other node of its pool has", "10.0.10.1");
    }

    @Test
    void addressesOfDifferentKinds() {
        secondInterfaces(internal("10.0.98.1", "10.0.99.1"), internal("10.0.99.2", "10.0.98.2"));
        expect("backend 10.0.99.1:80 of node 10.0.10.1", "another kind than", "node 10.0.10.2");
    }

    @Test
    void anAddressOfSeveralNodes() {
        secondInterfaces(internal("10.0.99.1"), internal("10.0.99.2", "10.0.99.1"));
        expect("backend 10.0.99.1:80 of node 10.0.10.1", "10.0.10.1, 10.0.10.2", "an address that one node has");
    }

    @Test
    void aNodeWithoutAnAddress() {
        members.set(
                0,
                PoolNode.builder("10.0.10.1")
                        .instanceId("instance-1")
                        .version(V131)
                        .availabilityDomain("AD-1")
                        .build());
        nodes.set(0, at(nodes.get(0), List.of()));
        expect("node 10.0.10.1", "no address");
    }

    private void another(MachineOrigin origin, KubernetesVersion version) {
        ClusterNode model = node("10.0.10.9", "instance-9", version, ClusterNode.Condition.TRUE);
        nodes.add(model.toBuilder().origin(origin).build());
    }

    @Test
    void aManagedNodeOfAPoolThatWasNotRead() {
        another(MachineOrigin.ofPool("elsewhere"), V131);
        expect("node 10.0.10.9 at v1.31.1", "node pool elsewhere", "withNodePools");
        poolIds = Set.of("pool");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aManagedNodeThatDoesNotTellItsPool() {
        another(new MachineOrigin(Kind.MANAGED, Optional.empty()), V131);
        expect("node 10.0.10.9 at v1.31.1", "withNodePools");
    }

    @Test
    void aNodeObjectThatHasOutlivedItsInstanceIsTold() {
        another(MachineOrigin.ofPool("pool"), V131);
        assertThat(blockers()).isEmpty();
        assertThat(warnings()).singleElement().asString().contains("10.0.10.9", "does not list its instance");
    }

    @Test
    void nodesThatNoPoolMakesAreLeftAlone() {
        another(new MachineOrigin(Kind.SELF_MANAGED, Optional.empty()), V131);
        another(new MachineOrigin(Kind.VIRTUAL, Optional.empty()), KubernetesVersion.parse("v1.28.2"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aBalancerOfAnotherCluster() {
        backends = List.of(Backend.builder("10.9.9.9", 80).build());
        expect("load balancer front (ocid-lb)", "no backend set with an address of the cluster's nodes", "10.0.10.1");
    }

    @Test
    void aSetWithoutAnotherServingBackend() {
        unhealthyBackends = Map.of("10.0.10.2:80", BackendHealth.CRITICAL);
        expect("backend set web", "node 10.0.10.1", "at least one other");
    }

    @Test
    void aSetThatAControllerMayOwnThoughNoServiceIsKnownToHaveIt() {
        healthCheckPort = 10256;
        expect("backend set web", "port 10256", "no Service has it");

        services = List.of(
                ServiceAddress.builder("shop", "front").address("192.0.2.1").build());

        assertThat(blockers()).isEmpty();
    }

    @Test
    void aServiceWithoutALoadBalancerInThePlan() {
        services = List.of(
                ServiceAddress.builder("shop", "front").address("192.0.2.9").build());
        expect("Service shop/front", "load balancer at 192.0.2.9, not in the plan", "withServiceLoadBalancers");

        services = List.of(ServiceAddress.builder("shop", "front").build());
        expect("Service shop/front", "no load balancer yet", "withoutService");
    }

    @Test
    void podsThatCanNotLeave() {
        Pod unmanaged = Pods.of("debug", null);
        pods = List.of(onNode(unmanaged, "10.0.10.1", 100));
        expect("pod shop/debug on node 10.0.10.1", "no controller");

        pods = List.of(onNode(Pods.of("web", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 100));
        budgets = List.of(Pods.budget("strict", 1, 1, 0));
        expect("pod shop/web", "shop/strict", "can never allow a disruption");
        budgets = List.of(Pods.budget("one", 3, 1, 1), Pods.budget("two", 3, 1, 1));
        expect("2 disruption budgets", "shop/one", "shop/two");
    }

    @Test
    void capacity() {
        pods = List.of(
                onNode(Pods.of("large", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 700),
                onNode(Pods.of("other", Pods.owner("ReplicaSet", "web")), "10.0.10.2", 400));
        expect("node 10.0.10.1", "no room elsewhere", "shop/large", "700m cpu");
    }

    private void replacedByAnotherClient(Lifecycle lifecycle, ClusterNode.Condition ready) {
        members.add(PoolNode.builder("10.0.10.3")
                .instanceId("instance-3")
                .version(V132)
                .privateIp("10.0.10.3")
                .availabilityDomain("AD-1")
                .lifecycle(lifecycle)
                .build());
        nodes.add(node("10.0.10.3", "instance-3", V132, ready));
    }

    @Test
    void aPoolThatAnotherClientHasHalfRolledIsTold() {
        replacedByAnotherClient(Lifecycle.ACTIVE, ClusterNode.Condition.TRUE);

        assertThat(blockers()).isEmpty();
        assertThat(warnings())
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("node pool workers (pool)", "v1.31.1 on 2, v1.32.1 on 1"))
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("node 10.0.10.3 at v1.32.1", "no backend with its address", "backend set web"))
                .hasSize(2);

        backends.add(Backend.builder("10.0.10.3", 80).build());
        assertThat(warnings()).hasSize(1);
        onTheWay = true;
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aNodeThatIsJustBeingMadeIsNotHeldAgainstAnybody() {
        replacedByAnotherClient(Lifecycle.CREATING, ClusterNode.Condition.TRUE);
        assertThat(warnings()).isEmpty();
        members.remove(2);
        nodes.remove(2);
        replacedByAnotherClient(Lifecycle.ACTIVE, ClusterNode.Condition.FALSE);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aBackendWithoutANodeIsToldAndThoseOfNodesOutsideThePoolsAreNot() {
        backends.add(Backend.builder("10.0.10.9", 80).build());
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("backend 10.0.10.9:80", "no node and no pod of the cluster has");

        nodes.add(node("10.0.10.9", "instance-9", V131, ClusterNode.Condition.TRUE));
        assertThat(warnings()).isEmpty();
    }

    private static Pod backend(String name, String owner, String node, String address, Pod.Trait... traits) {
        return Pods.on(node, Pods.of(name, Pods.owner(owner, "web"), traits)).toBuilder()
                .addresses(Set.of(address))
                .build();
    }

    @Test
    void podsThatAreBackendsAreNoStraysAndAreNamedIfTheirEvictionLosesRequests() {
        for (int i = 1; i <= 7; i++) {
            backends.add(Backend.builder("10.0.20." + i, 8080).build());
            pods.add(backend("web-" + i, "ReplicaSet", "10.0.10.1", "10.0.20." + i));
        }
        backends.add(Backend.builder("10.0.20.8", 8080).build());
        pods.add(backend("web-8", "ReplicaSet", "10.0.10.9", "10.0.20.8")); // of a node that is not rolled
        pods.add(backend("web-9", "ReplicaSet", "10.0.10.1", "10.0.20.9")); // no backend

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains(
                        "ReplicaSet shop/web",
                        "pods web-1, web-2, web-3, web-4, web-5 and 2 more on nodes to roll",
                        "preStop");
    }

    @Test
    void podsThatAreBackendsAndLeaveInGoodOrderAreNoMatter() {
        backends.add(Backend.builder("10.0.20.1", 8080).build());
        backends.add(Backend.builder("10.0.20.2", 8080).build());
        pods.add(backend("web-1", "ReplicaSet", "10.0.10.1", "10.0.20.1", Pod.Trait.PRE_STOP));
        pods.add(backend("web-2", "ReplicaSet", "10.0.10.2", "10.0.20.2", Pod.Trait.READINESS_GATE));

        assertThat(warnings()).isEmpty();
    }

    @Test
    void podsThatAreBackendsAndStayUntilTheirNodeIsDeletedAreNamed() {
        backends.add(Backend.builder("10.0.20.1", 8080).build());
        pods.add(backend("web-1", "ReplicaSet", "10.0.10.1", "10.0.20.1", Pod.Trait.PRE_STOP, Pod.Trait.MIRROR));

        assertThat(warnings()).singleElement().asString().contains("pods web-1", "not evicted");
    }

    @Test
    void aBalancerWithPodsAloneIsOneOfTheCluster() {
        backends.clear();
        backends.add(Backend.builder("10.0.20.1", 8080).build());
        expect("no backend set with an address of the cluster's nodes");

        pods.add(backend("web-1", "ReplicaSet", "10.0.10.1", "10.0.20.1", Pod.Trait.PRE_STOP));
        assertThat(blockers()).isEmpty();
    }

    @Test
    void aListenerThatLetsConnectionsIdleForLongerThanTheirTimeIsAWarning() {
        idleTimeout = Duration.ofMinutes(5);
        assertThat(warnings()).isEmpty();

        idleTimeout = Duration.ofMinutes(10);
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains(
                        "backend set web of load balancer front (ocid-lb)",
                        "idle timeout of 10m, and 5m from the drain",
                        "withConnectionDrain(\"ocid-lb\", \"web\", ...)");

        timing = timing.withLoadBalancer(
                balancer -> balancer.withConnectionDrain("ocid-lb", "web", Duration.ofMinutes(10)));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void requestsThatLastLongerThanTheTimeForConnectionsAreAWarning() {
        timing = timing.withLoadBalancer(balancer -> balancer.withLongestRequest(Duration.ofMinutes(1)));
        assertThat(warnings()).isEmpty();

        timing = timing.withLoadBalancer(balancer -> balancer.withLongestRequest(Duration.ofMinutes(90)));
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("backend set web", "requests of up to 1h30m, and 1m from the drain");

        timing = timing.withLoadBalancer(balancer -> balancer.withConnectionDrain(Duration.ofMinutes(90)));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aSetWithoutANodeToRollNeedsNoTimeForConnections() {
        idleTimeout = Duration.ofMinutes(10);
        backends.clear();
        backends.add(Backend.builder("10.0.10.9", 80).build());
        nodes.add(node("10.0.10.9", "instance-9", V131, ClusterNode.Condition.TRUE));

        assertThat(findings()).noneMatch(finding -> finding.toString().contains("idle timeout"));
    }

    @Test
    void whatOthersHaveDrainedOrCordonedIsTold() {
        backends.set(
                1,
                Backend.builder("10.0.10.2", 80)
                        .modes(Set.of(Backend.Mode.DRAIN))
                        .build());
        backends.add(Backend.builder("10.0.10.1", 81).build());
        assertThat(warnings()).singleElement().asString().contains("backend 10.0.10.2:80 in modes [DRAIN]");
    }

    @Test
    void anApplicationThatIsDownAlready() {
        unavailable = Map.of("https://shop.example.com", new ProbeResult(false, "HTTP 503"));
        expect("https://shop.example.com", "HTTP 503");
    }

    @Test
    void aPodThatMayTakeLongerToEndThanADrainMayLast() {
        Pod pod = onNode(Pods.of("web-1", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 1);
        pods.add(pod.toBuilder()
                .priority(0)
                .grace(Duration.ofDays(1))
                .deletionDue(null)
                .build());
        expect("shop/web-1", "86400 s", "DrainTiming.pods");
    }

    @Test
    void aPodThatEndsAndIsHeldByAFinalizerIsWarnedOf() {
        pods.add(Pods.heldBy(
                "acme.io/backup",
                Pods.leaving(onNode(Pods.of("web-1", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 1))));
        assertThat(warnings()).anySatisfy(warning -> assertThat(warning.toString())
                .contains("shop/web-1", "finalizer acme.io/backup"));
        assertThat(blockers()).isEmpty();
    }

    @Test
    void podsThatOnlyTheDrainedNodeWouldTake() {
        pods.add(onNode(Pods.of("web-1", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 1));
        Taint going = new Taint("ToBeDeletedByClusterAutoscaler", "1", Taint.Effect.NO_SCHEDULE);
        nodes.replaceAll(node -> node.name().equals("10.0.10.1") ? node : tainted(node, going));
        expect(
                "10.0.10.1",
                "no other node takes its pod shop/web-1",
                "taint ToBeDeletedByClusterAutoscaler=1:NoSchedule, which it does not tolerate",
                "topology spread is not simulated");
    }

    private static ClusterNode tainted(ClusterNode node, Taint taint) {
        return node.toBuilder().taints(List.of(taint)).build();
    }

    private static Pod onNode(Pod pod, String node, long cpuMillis) {
        return pod.toBuilder()
                .nodeName(node)
                .requests(new Resources(cpuMillis, 0, 1))
                .priority(0)
                .deletionDue(null)
                .build();
    }

    @Test
    void backupsDoNotServeWhileThePrimaryIsDrained() {
        backends = new ArrayList<>(List.of(
                Backend.builder("10.0.10.1", 80).build(),
                Backend.builder("10.0.10.2", 80)
                        .modes(Set.of(Backend.Mode.BACKUP))
                        .build()));

        assertThat(blockers()).singleElement().satisfies(blocker -> assertThat(blocker.toString())
                .contains("backend set web", "10.0.10.1", "no backup"));
    }

    @Test
    void strayBackendsOfASetThatIsSharedAreOneWarning() {
        for (int i = 1; i <= 297; i++) {
            backends.add(Backend.builder("10.9." + i / 100 + "." + i % 100, 80).build());
        }

        assertThat(warnings())
                .filteredOn(warning -> warning.actual().contains("no node and no pod of the cluster has"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.actual()).contains("10.9.0.1:80", "and 292 more"));
    }

    static Stream<Scheduling> choosyPods() {
        return Stream.of(
                Scheduling.builder().nodeSelector(Map.of("disk", "ssd")).build(),
                Scheduling.builder()
                        .nodeTerms(List.of(
                                List.of(new NodeRequirement("disk", NodeRequirement.Operator.IN, Set.of("ssd")))))
                        .build(),
                Scheduling.builder()
                        .apart(List.of(new Repulsion(Set.of("shop"), PodSelector.ofLabels(Map.of("app", "web")))))
                        .build());
    }

    /** The second node takes either of the pods, and the third the larger one alone. */
    @ParameterizedTest
    @MethodSource("choosyPods")
    void podsThatFewNodesTakeChooseFirst(Scheduling choosy) {
        nodes.replaceAll(node -> node.toBuilder().labels(Map.of("disk", "ssd")).build());
        nodes.add(node("10.0.10.9", "instance-9", V131, ClusterNode.Condition.TRUE));
        Pod large = onNode(Pods.of("large", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 600);
        Pod small = onNode(Pods.labelled("small", Map.of("app", "db")), "10.0.10.1", 500);
        Pod there = onNode(Pods.of("there", Pods.owner("ReplicaSet", "web")), "10.0.10.9", 1);
        pods = List.of(large, Pods.bound(small, choosy), there);

        assertThat(blockers()).isEmpty();
    }

    @Test
    void aCordonedNodeHasNoRoomForOthers() {
        pods.add(onNode(Pods.of("web-1", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 1));
        nodes.replaceAll(node -> node.name().equals("10.0.10.1")
                ? node
                : node.toBuilder().cordon(ClusterNode.Cordon.UNMARKED).build());

        expect("10.0.10.1", "no other node takes its pod shop/web-1: no other node");
    }

    @Test
    void podsThatDoNotMoveNeedNoRoomElsewhere() {
        pods = List.of(
                onNode(Pods.pod("done", Pods.owner("Job", "done"), Pod.Phase.SUCCEEDED, Set.of()), "10.0.10.1", 5000),
                onNode(Pods.of("proxy", null, Pod.Trait.MIRROR), "10.0.10.1", 5000));

        assertThat(blockers()).isEmpty();
    }

    @Test
    void podsThatHaveFinishedLeaveTheirRoomToOthers() {
        pods = List.of(
                onNode(Pods.of("web-1", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 900),
                onNode(Pods.pod("done", Pods.owner("Job", "done"), Pod.Phase.SUCCEEDED, Set.of()), "10.0.10.2", 900));

        assertThat(blockers()).isEmpty();
    }

    @Test
    void theFirstPodsThatNoOtherNodeTakesAreNamed() {
        Taint going = new Taint("going", "", Taint.Effect.NO_SCHEDULE);
        nodes.replaceAll(node -> node.name().equals("10.0.10.1") ? node : tainted(node, going));
        for (int i = 1; i <= 5; i++) {
            pods.add(onNode(Pods.of("web-" + i, Pods.owner("ReplicaSet", "web")), "10.0.10.1", 1));
        }
        assertThat(blockers()).singleElement().satisfies(blocker -> assertThat(blocker.toString())
                .contains("no other node takes its 5 pods", "shop/web-5: ")
                .doesNotContain(" more", "no room elsewhere"));

        pods.add(onNode(Pods.of("web-6", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 1));
        pods.add(onNode(Pods.of("web-7", Pods.owner("ReplicaSet", "web")), "10.0.10.1", 1));
        expect("no other node takes its 7 pods", "; and 2 more (topology");
    }

    @Test
    void anApiInUseThatTheTargetRemovesIsAWarning() {
        DeprecatedApi removed = new DeprecatedApi(
                "flowcontrol.apiserver.k8s.io", "v1beta3", "flowschemas", KubernetesVersion.parse("v1.32.0"));
        DeprecatedApi later = new DeprecatedApi("batch", "v1beta9", "cronjobs", KubernetesVersion.parse("v1.33.0"));
        upgradeFacts = new UpgradeFacts(List.of(removed, later), List.of());

        assertThat(blockers()).isEmpty();
        assertThat(warnings())
                .extracting(Finding::toString)
                .filteredOn(text -> text.startsWith("API "))
                .singleElement()
                .asString()
                .contains("flowschemas.v1beta3.flowcontrol.apiserver.k8s.io", "v1.32 removes it");
    }

    @Test
    void anAddOnThatIsNotListedForTheTargetIsAWarning() {
        upgradeFacts = new UpgradeFacts(
                List.of(),
                List.of(
                        new AddOn("CoreDNS", Optional.of("v1.11.1"), List.of("v1.11.1", "v1.12.0")),
                        new AddOn("KubeProxy", Optional.empty(), List.of("v1.32.1")),
                        new AddOn("Flannel", Optional.of("v0.25.1"), List.of("v0.26.2")),
                        new AddOn("Tiller", Optional.empty(), List.of())));

        assertThat(blockers()).isEmpty();
        assertThat(warnings())
                .extracting(Finding::toString)
                .filteredOn(text -> text.startsWith("add-on "))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Flannel", "v0.25.1", "for v1.32.1: v0.26.2"),
                        second -> assertThat(second).contains("Tiller", "the service chooses", "for v1.32.1: none"));
    }

    @Test
    void noControlPlaneUpgradeIsNoMatterToApisAndAddOns() {
        target = "v1.31.1";
        upgradeFacts = new UpgradeFacts(
                List.of(new DeprecatedApi("a", "v1", "b", KubernetesVersion.parse("v1.31.0"))),
                List.of(new AddOn("Tiller", Optional.empty(), List.of())));

        assertThat(warnings())
                .extracting(Finding::object)
                .noneMatch(object -> object.startsWith("API ") || object.startsWith("add-on "));
    }
}
