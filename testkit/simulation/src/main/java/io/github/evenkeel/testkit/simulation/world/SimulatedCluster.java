package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Act;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.Change;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Provider's side of a world. */
public final class SimulatedCluster implements ManagedCluster {
    static final String ID = "cluster";

    private final World world;
    private final Truth truth;
    private final Line line;
    private final Requests requests;
    private final Map<Pool, Seen<NodePool>> seen = new HashMap<>();

    /** One way to a world. */
    public SimulatedCluster(World world) {
        this.world = world;
        truth = world.truth;
        line = new Line(world);
        requests = world.requests(ID);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ClusterDescription describe() {
        return line.call(Call.DESCRIBE_CLUSTER, ID, () -> ClusterDescription.builder(ID, ID, truth.controlPlane)
                .lifecycle(truth.clusterLifecycle)
                .availableUpgrades(truth.availableUpgrades())
                .revision(String.valueOf(truth.clusterRevision))
                .build());
    }

    @Override
    public List<String> nodePoolIds() {
        return line.call(Call.READ_POOLS, ID, () -> truth.pools.stream()
                .map(pool -> pool.id)
                .toList());
    }

    @Override
    public NodePool nodePool(String poolId) {
        return line.call(Call.READ_POOL, poolId, () -> look(pool(Call.READ_POOL, poolId)));
    }

    @Override
    public Optional<NodeImage> imageFor(NodePool pool, KubernetesVersion version) {
        return line.call(
                Call.FIND_IMAGE,
                pool.id(),
                () -> truth.hasImage(version) ? Optional.of(image(version, newestBuild())) : Optional.empty());
    }

    private int newestBuild() {
        return truth.change == Change.NEW_IMAGE ? Truth.NEWEST_BUILD : 1;
    }

    static NodeImage image(KubernetesVersion version) {
        return image(version, 1);
    }

    private static NodeImage image(KubernetesVersion version, int build) {
        return NodeImage.of("image-" + version + "-" + build, "Oracle-Linux-8-" + version);
    }

    @Override
    public List<KubernetesVersion> nodeVersions() {
        return line.call(
                Call.FIND_IMAGE, ID, () -> truth.offered.stream().sorted().toList());
    }

    /** Answered at once: whatever comes of the call, the roll is the same. */
    @Override
    public Optional<List<AddOn>> addOns(KubernetesVersion version) {
        return Optional.of(List.copyOf(truth.addOns));
    }

    @Override
    public List<Operation> operationsInFlight() {
        return line.call(Call.CLUSTER_REQUESTS, ID, requests::inFlight);
    }

    @Override
    public List<Operation> failedDeletions(String poolId) {
        return line.call(Call.CLUSTER_REQUESTS, poolId, () -> requests.failedDeletions(poolId));
    }

    @Override
    public Operation upgradeControlPlane(ClusterDescription description, KubernetesVersion target) {
        return line.call(Call.UPGRADE_CONTROL_PLANE, ID, () -> {
            requireCurrent(Call.UPGRADE_CONTROL_PLANE, ID, description.revision(), truth.clusterRevision);
            Operation[] begun = new Operation[1];
            world.act(new Act.UpgradeControlPlane(target), () -> {
                if (!truth.availableUpgrades().contains(target)) {
                    throw line.refusal(Outcome.REJECTED, Call.UPGRADE_CONTROL_PLANE, ID, "HTTP 400 InvalidParameter");
                }
                truth.clusterRevision++;
                truth.clusterLifecycle = Lifecycle.UPDATING;
                begun[0] = requests.begin(
                        Call.UPGRADE_CONTROL_PLANE, ID, world.draw.seconds(60, 600), () -> truth.controlPlane = target);
                requests.whenIdle(ID, this::settled);
            });
            return begun[0];
        });
    }

    /** The cluster is ACTIVE again once nothing works on it, whatever came of it. */
    private void settled() {
        if (truth.clusterLifecycle != Lifecycle.ACTIVE) {
            truth.clusterLifecycle = Lifecycle.ACTIVE;
            truth.clusterRevision++;
            truth.changes++;
        }
    }

    @Override
    public Operation updateNodePool(NodePool description, KubernetesVersion target, NodeImage image) {
        String id = description.id();
        return line.call(Call.UPDATE_POOL, id, () -> {
            Pool pool = pool(Call.UPDATE_POOL, id);
            requireCurrent(Call.UPDATE_POOL, id, description.revision(), pool.revision);
            Operation[] begun = new Operation[1];
            world.act(new Act.UpdatePool(pool, target), () -> {
                requireClusterTakesChanges(Call.UPDATE_POOL, id);
                if (truth.controlPlane.isBefore(target)) {
                    throw line.refusal(Outcome.REJECTED, Call.UPDATE_POOL, id, "HTTP 400 InvalidParameter");
                }
                if (!image.name().equals(image(target).name())) {
                    throw line.refusal(Outcome.CONFLICT, Call.UPDATE_POOL, id, "HTTP 409 Conflict");
                }
                begun[0] = requests.begin(Call.UPDATE_POOL, id, world.draw.seconds(2, 20), () -> {
                    pool.version = target;
                    pool.image = image;
                    pool.cycling = NodeCycling.OFF;
                    world.provider.carryOutFailedDeletions(pool);
                    world.provider.changed(pool);
                });
                requests.whenIdle(id, () -> world.provider.settle(pool));
                world.provider.settle(pool);
            });
            return begun[0];
        });
    }

    @Override
    public Operation replaceNode(NodePool description, PoolNode node) {
        return delete(Call.REPLACE_NODE, description, node, Act.Successor.COMES);
    }

    @Override
    public Operation deleteSurplusNode(NodePool description, PoolNode node) {
        return delete(Call.DELETE_SURPLUS_NODE, description, node, Act.Successor.NONE);
    }

    private Operation delete(Call call, NodePool description, PoolNode node, Act.Successor successor) {
        String instance = node.instanceId().orElse(null);
        if (instance == null) {
            throw line.refusal(Outcome.REJECTED, call, node.name(), "it has no instance");
        }
        return line.call(call, instance, description.id(), () -> {
            Pool pool = pool(call, description.id());
            Machine machine = pool.machines.stream()
                    .filter(one -> one.instanceId.equals(instance))
                    .findFirst()
                    .orElseThrow(() -> line.refusal(Outcome.NOT_FOUND, call, instance, "HTTP 404"));
            boolean held = world.faults.strikes(Fault.DELETION_HELD, call);
            if (!machine.remains() || requests.deletes(machine) || requests.busyWithOther(pool.id) || held) {
                throw line.refusal(Outcome.CONFLICT, call, instance, "HTTP 409 IncorrectState");
            }
            Operation[] begun = new Operation[1];
            world.act(new Act.Delete(machine, successor), () -> {
                requireClusterTakesChanges(call, instance);
                machine.deletionAsked = truth.now;
                machine.withoutSuccessor = successor == Act.Successor.NONE;
                begun[0] = requests.begin(
                        call,
                        pool.id,
                        machine,
                        world.draw.seconds(1, 5),
                        (request, done) -> world.provider.delete(machine, successor, done));
                requests.whenIdle(pool.id, () -> world.provider.settle(pool));
                world.provider.settle(pool);
            });
            return begun[0];
        });
    }

    @Override
    public Operation increaseNodePoolSize(NodePool description, int size) {
        if (size <= description.size()) {
            throw line.refusal(Outcome.REJECTED, Call.RESIZE_POOL, description.id(), "it is no increase");
        }
        return resize(description, size);
    }

    @Override
    public Operation removePlaceholders(NodePool description, int size) {
        if (size >= description.size() || size < description.machines().size()) {
            throw line.refusal(Outcome.REJECTED, Call.RESIZE_POOL, description.id(), "not only placeholders would go");
        }
        return resize(description, size);
    }

    private Operation resize(NodePool description, int size) {
        String id = description.id();
        return line.call(Call.RESIZE_POOL, id, () -> {
            Pool pool = pool(Call.RESIZE_POOL, id);
            requireCurrent(Call.RESIZE_POOL, id, description.revision(), pool.revision);
            Operation[] begun = new Operation[1];
            world.act(new Act.ResizePool(pool, size), () -> {
                requireClusterTakesChanges(Call.RESIZE_POOL, id);
                begun[0] = requests.begin(
                        Call.RESIZE_POOL, id, world.draw.seconds(2, 20), () -> world.provider.resize(pool, size));
                requests.whenIdle(id, () -> world.provider.settle(pool));
                world.provider.settle(pool);
            });
            return begun[0];
        });
    }

    /** While its control plane is upgraded, a cluster takes no change of its pools. */
    private void requireClusterTakesChanges(Call call, String object) {
        if (requests.busy(ID)) {
            throw line.refusal(Outcome.CONFLICT, call, object, "HTTP 409 IncorrectState");
        }
    }

    @Override
    public Operation operation(String operationId) {
        return line.call(
                Call.CLUSTER_REQUEST, operationId, () -> requests.read(line, Call.CLUSTER_REQUEST, operationId));
    }

    private void requireCurrent(Call call, String object, Optional<String> revision, long now) {
        if (requests.busy(object) || !revision.equals(Optional.of(String.valueOf(now)))) {
            throw line.refusal(Outcome.CONFLICT, call, object, "HTTP 412 NoEtagMatch");
        }
    }

    private Pool pool(Call call, String id) {
        return truth.pools.stream()
                .filter(pool -> pool.id.equals(id))
                .findFirst()
                .orElseThrow(() -> line.refusal(Outcome.NOT_FOUND, call, id, "HTTP 404"));
    }

    private NodePool look(Pool pool) {
        return seen.computeIfAbsent(pool, any -> new Seen<>(world)).at(pool.revision, pool.revisedAt, () -> {
            List<PoolNode> nodes = new ArrayList<>(pool.machines.size() + pool.failures.size());
            for (Machine machine : pool.machines) {
                nodes.add(PoolNode.builder(machine.name)
                        .instanceId(machine.instanceId)
                        .version(machine.version)
                        .privateIp(machine.privateIp)
                        .availabilityDomain(machine.domain)
                        .faultDomain(machine.faultDomain())
                        .lifecycle(machine.lifecycle)
                        .build());
            }
            nodes.addAll(pool.failures);
            return NodePool.builder(pool.id, pool.id, pool.version)
                    .lifecycle(pool.lifecycle)
                    .size(pool.size)
                    .image(pool.image)
                    .cycling(pool.cycling)
                    .nodes(nodes)
                    .revision(String.valueOf(pool.revision))
                    .build();
        });
    }
}
