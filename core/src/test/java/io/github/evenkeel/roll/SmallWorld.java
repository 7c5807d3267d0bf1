package io.github.evenkeel.roll;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.NodeChanges;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PlannedGate;
import io.github.evenkeel.run.PlannedInventory;
import io.github.evenkeel.run.PlannedServices;
import io.github.evenkeel.run.PoolSelection;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.run.VirtualScheduler;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeAddress;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeFault;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Resources;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.SessionPersistence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of a few nodes behind a load balancer, on virtual time: what was asked for comes about some seconds later.
 *
 * <p>Keeps to the rules of the services: a balancer takes one change at a time and refuses stale revisions, a budget
 * lets one pod go at a time, a pod takes a while to end, and a deleted node is replaced by one with another identity.
 */
final class SmallWorld {
    static final KubernetesVersion OLD = KubernetesVersion.parse("v1.31.1");
    static final KubernetesVersion NEW = KubernetesVersion.parse("v1.32.1");

    final VirtualScheduler scheduler = new VirtualScheduler();
    final List<String> log = new ArrayList<>();
    final Map<String, RuntimeException> trouble = new HashMap<>();
    final Map<String, Runnable> before = new HashMap<>();
    private final TreeMap<Duration, List<Runnable>> due = new TreeMap<>();

    KubernetesVersion controlPlane = OLD;
    KubernetesVersion poolVersion = OLD;
    final List<PoolNode> members = new ArrayList<>();
    final Map<String, ClusterNode> nodes = new LinkedHashMap<>();
    final Map<String, Pod> pods = new LinkedHashMap<>();
    final Map<String, Backend> backends = new LinkedHashMap<>();
    Optional<SessionPersistence> sessions = Optional.empty();
    UnaryOperator<Backend> named = UnaryOperator.identity();
    final Map<String, BackendHealth> unhealthyBackends = new HashMap<>();
    final Map<String, Operation.State> operations = new HashMap<>();
    /** The pools that are listed; one that is listed and is not called "pool" can't be read. */
    List<String> listedPools = List.of("pool");

    Set<String> poolsOfThePlan = Set.of();
    /** Empty for the one that goes with the pool's version. */
    String poolImage = "";

    /** Empty for the one that goes with the version; {@code none} if there is none of the pool's kind. */
    String newestImage = "";

    Map<String, String> imagesOfThePlan = Map.of();
    /** Null for a plan that does not upgrade. */
    @Nullable
    KubernetesVersion target = NEW;

    NodeChanges changes = NodeChanges.NONE;
    /** That the service offers for nodes. */
    List<KubernetesVersion> nodeVersions = List.of(OLD, NEW);
    /** Null if the API server does not tell it. */
    @Nullable
    Instant time = Instant.parse("2026-06-01T00:00:00Z");

    Timing timing = Timing.defaults();
    Rollout rollout = Rollout.oneAtATime();
    List<UpgradeListener> listeners = List.of();
    List<PlannedGate> gates = List.of();
    UpgradeScope scope = UpgradeScope.ALL;
    PlannedServices services = PlannedServices.NONE;
    PlannedInventory inventory = PlannedInventory.NONE;
    final SmallServiceController controller = new SmallServiceController(this);
    /** To which the control plane can go, by the version that it has; its key is the minor version. */
    final Map<Integer, List<KubernetesVersion>> offers = new HashMap<>(Map.of(OLD.minor(), List.of(NEW)));

    NodeCycling cycling = NodeCycling.OFF;
    NodeCycling cyclingAllowed = NodeCycling.OFF;
    boolean replacementsArrive = true;
    boolean replacementsAreFaulty;
    KubernetesVersion replacementsRun = NEW;
    /** Whether the service has images for versions that the control plane does not have yet. */
    boolean imagesComeEarly = true;

    boolean poolIsDeleted;
    String set = "web";
    boolean podsLeave = true;
    /** Names of pods that never end. */
    final Set<String> stuckPods = new HashSet<>();

    boolean budgetLetsGo = true;
    int revision;
    final Journal journal = new MemoryJournal();
    private int serial;
    private int moments;
    private int lastMoment = Integer.MAX_VALUE;
    private int atMoment = -1;
    private Runnable then = () -> {};
    /** How many machines the service has room for. */
    int roomFor = Integer.MAX_VALUE;

    final SmallCloud cloud = new SmallCloud(this);
    final SmallKubernetes kubernetes = new SmallKubernetes(this);
    final SmallBalancer balancer = new SmallBalancer(this);

    int size;

    private final UnaryOperator<String> privateIp;

    SmallWorld(int size) {
        this(size, UnaryOperator.identity());
    }

    /** @param privateIp that the pool has of the machine whose node and backends are at another address */
    SmallWorld(int size, UnaryOperator<String> privateIp) {
        this.size = size;
        this.privateIp = privateIp;
        for (int i = 0; i < size; i++) {
            String ip = addNode(OLD);
            backends.put(
                    ip + ":80",
                    Backend.builder(ip, 80).weight(3 + i).maxConnections(10 * i).build());
        }
    }

    /** The process that calls ends: nothing of it goes on, not even to put something back. */
    static final class Crash extends VirtualMachineError {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Ends the process that calls at that moment: each call has one moment before its effect, and each change one after
     * it.
     */
    void crashAt(int moment) {
        moments = 0;
        lastMoment = moment;
    }

    /** Has something happen at the begin of a call. */
    void atCall(int number, Runnable what) {
        moments = 0;
        atMoment = number;
        then = what;
    }

    private void moment() {
        if (moments == atMoment) {
            then.run();
        }
        if (moments++ == lastMoment) {
            throw new Crash();
        }
    }

    /** Every call of a port passes here: time catches up, and what was injected happens. */
    void call(String operation) {
        moment();
        while (!due.isEmpty() && due.firstKey().compareTo(scheduler.elapsed()) <= 0) {
            due.pollFirstEntry().getValue().forEach(Runnable::run);
        }
        before.getOrDefault(operation, () -> {}).run();
        RuntimeException failure = trouble.remove(operation);
        if (failure != null) {
            throw failure;
        }
    }

    /** Has the answer to the next call of an operation lost, after its effect. */
    void loseAnswer(String operation) {
        trouble.put("answer of " + operation, lost(operation));
    }

    void answer(String operation) {
        moment();
        RuntimeException failure = trouble.remove("answer of " + operation);
        if (failure != null) {
            throw failure;
        }
    }

    static ServiceException lost(String operation) {
        return ServiceException.builder(ServiceException.Outcome.UNKNOWN, operation, "connection reset")
                .requestId("req-9")
                .build();
    }

    static ServiceException rejected(String operation) {
        return ServiceException.builder(ServiceException.Outcome.REJECTED, operation, "not like this")
                .requestId("req-8")
                .build();
    }

    void later(int seconds, Runnable effect) {
        due.computeIfAbsent(scheduler.elapsed().plusSeconds(seconds), key -> new ArrayList<>())
                .add(effect);
    }

    Operation begin(String kind, int seconds, Runnable effect) {
        log.add(kind);
        String id = "op-" + ++serial;
        operations.put(id, Operation.State.IN_PROGRESS);
        later(seconds, () -> {
            effect.run();
            operations.put(id, Operation.State.SUCCEEDED);
        });
        return operation(id);
    }

    Operation operation(String id) {
        return Operation.builder(id, Objects.requireNonNull(operations.get(id)))
                .kind("operation")
                .requestId("req-1")
                .build();
    }

    List<Operation> inFlight() {
        return operations.entrySet().stream()
                .filter(operation -> operation.getValue() == Operation.State.IN_PROGRESS)
                .map(operation -> operation(operation.getKey()))
                .toList();
    }

    /** A node that has joined, with a pod that may leave and one of a DaemonSet. */
    String addNode(KubernetesVersion version) {
        String ip = "10.0.10." + (serial + 1);
        addNode(version, ip);
        return ip;
    }

    void addNode(KubernetesVersion version, String ip) {
        String number = String.valueOf(++serial);
        members.add(PoolNode.builder(ip)
                .instanceId("instance-" + number)
                .version(version)
                .privateIp(privateIp.apply(ip))
                .availabilityDomain("AD-1")
                .build());
        nodes.put(ip, node(ip, "instance-" + number, version, Cordon.NONE));
        controller.nodesChanged();
        pod("web-" + number, Pods.owner("ReplicaSet", "web"), ip);
        pod("proxy-" + number, Pods.owner("DaemonSet", "proxy"), ip);
    }

    void pod(String name, Owner owner, String node) {
        Pod model = Pods.of(name, owner);
        pods.put(
                name,
                Pod.builder(model.uid(), model.namespace(), name)
                        .nodeName(node)
                        .phase(Pod.Phase.RUNNING)
                        .controller(owner)
                        .labels(model.labels())
                        .claims(Set.of("data"))
                        .traits(model.traits())
                        .requests(model.requests())
                        .grace(model.grace())
                        .build());
    }

    /** Another client changes the weight of a backend, if it exists. */
    void weigh(String backend, int weight) {
        backends.computeIfPresent(
                backend, (name, old) -> old.toBuilder().weight(weight).build());
    }

    static ClusterNode node(String name, String instance, KubernetesVersion version, Cordon cordon) {
        return ClusterNode.builder("uid-" + instance, name)
                .revision("1")
                .instanceId(instance)
                .addresses(List.of(NodeAddress.internal(name)))
                .version(version)
                .conditions(Map.of("Ready", ClusterNode.Condition.TRUE))
                .cordon(cordon)
                .allocatable(new Resources(4000, 8L << 30, 110))
                .build();
    }

    void remove(String instance) {
        take(instance);
        later(4, this::add);
    }

    /** The node goes, and none comes in its place. */
    void take(String instance) {
        members.removeIf(member -> member.hasInstance(instance));
        nodes.values().removeIf(node -> node.hasInstance(instance));
        controller.nodesChanged();
        pods.values().removeIf(pod -> !nodes.containsKey(pod.nodeName().orElseThrow()));
    }

    /** What the service makes of the place of a node: a node, a placeholder, or nothing. */
    void add() {
        if (replacementsAreFaulty || members.size() >= roomFor) {
            members.add(PoolNode.builder("no-name")
                    .lifecycle(Lifecycle.CREATING)
                    .fault(new NodeFault("LimitExceeded", "Out of host capacity."))
                    .build());
        } else if (replacementsArrive) {
            addNode(replacementsRun);
        }
    }

    PlanSpec spec() {
        return spec(journal);
    }

    PlanSpec spec(Journal kept) {
        return spec(new Durability(kept, null, null));
    }

    PlanSpec spec(Durability continuity) {
        return new PlanSpec(
                cloud,
                kubernetes,
                List.of(balancer),
                target,
                new PoolSelection(poolsOfThePlan, cyclingAllowed, imagesOfThePlan, changes),
                List.of(),
                listeners,
                timing,
                DrainPolicy.defaults(),
                rollout,
                scheduler,
                continuity,
                gates,
                scope,
                StepTimes.assumed(),
                services,
                inventory);
    }

    /** No node is drained or cordoned. */
    boolean allServe() {
        return backends.values().stream().allMatch(Backend::acceptsTraffic)
                && nodes.values().stream().noneMatch(node -> node.cordon().on());
    }
}
