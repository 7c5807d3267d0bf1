package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.Optional;

/** The provider's side of a {@link SmallWorld}. */
final class SmallCloud implements ManagedCluster {
    private final SmallWorld world;
    private final NodeImage image = NodeImage.of("image", "image");

    SmallCloud(SmallWorld world) {
        this.world = world;
    }

    @Override
    public String id() {
        return "cluster";
    }

    @Override
    public ClusterDescription describe() {
        world.call("describe cluster");
        return ClusterDescription.builder("cluster", "cluster", world.controlPlane)
                .availableUpgrades(world.offers.getOrDefault(world.controlPlane.minor(), List.of()))
                .build();
    }

    @Override
    public List<String> nodePoolIds() {
        world.call("list pools");
        return world.listedPools;
    }

    @Override
    public NodePool nodePool(String poolId) {
        world.call("read pool");
        if (!poolId.equals("pool") || world.poolIsDeleted) {
            throw ServiceException.builder(ServiceException.Outcome.NOT_FOUND, "read pool " + poolId, "HTTP 404")
                    .requestId("req-7")
                    .build();
        }
        return NodePool.builder(poolId, "pool", world.poolVersion)
                .size(world.size)
                .image(poolImage())
                .cycling(world.cycling)
                .nodes(world.members)
                .build();
    }

    private NodeImage poolImage() {
        if (!world.poolImage.isEmpty()) {
            return NodeImage.of(world.poolImage, world.poolImage);
        }
        return world.poolVersion.equals(SmallWorld.NEW) ? image : NodeImage.of("old", "old");
    }

    @Override
    public Optional<NodeImage> imageFor(NodePool pool, KubernetesVersion version) {
        world.call("read images");
        if (world.newestImage.equals("none") || (world.controlPlane.isBefore(version) && !world.imagesComeEarly)) {
            return Optional.empty();
        }
        if (!world.newestImage.isEmpty()) {
            return Optional.of(NodeImage.of(world.newestImage));
        }
        return Optional.of(version.isBefore(SmallWorld.NEW) ? NodeImage.of("old", "old") : image);
    }

    @Override
    public List<KubernetesVersion> nodeVersions() {
        world.call("read node versions");
        return world.nodeVersions;
    }

    @Override
    public List<Operation> operationsInFlight() {
        world.call("read work requests");
        return world.inFlight();
    }

    @Override
    public Operation upgradeControlPlane(ClusterDescription seen, KubernetesVersion target) {
        world.call("upgrade control plane");
        Operation begun = world.begin("control plane", 600, () -> world.controlPlane = target);
        world.answer("upgrade control plane");
        return begun;
    }

    @Override
    public Operation updateNodePool(NodePool seen, KubernetesVersion target, NodeImage to) {
        world.call("update pool");
        world.cycling = NodeCycling.OFF;
        Operation begun = world.begin("pool", 10, () -> {
            world.poolVersion = target;
            world.poolImage = to.id();
        });
        world.answer("update pool");
        return begun;
    }

    @Override
    public Operation replaceNode(NodePool pool, PoolNode node) {
        world.call("replace node");
        String instance = node.instanceId().orElseThrow();
        requireDrained(node);
        Operation begun = world.begin("delete " + node.name(), 30, () -> world.remove(instance));
        world.answer("replace node");
        return begun;
    }

    @Override
    public Operation increaseNodePoolSize(NodePool seen, int size) {
        world.call("increase size");
        int more = size - world.size;
        Operation begun = world.begin("size " + size, 10, () -> {
            world.size = size;
            for (int i = 0; i < more; i++) {
                world.add();
            }
        });
        world.answer("increase size");
        return begun;
    }

    @Override
    public Operation removePlaceholders(NodePool seen, int size) {
        world.call("remove placeholders");
        assertThat(world.members)
                .as("the service would choose one of its machines")
                .filteredOn(PoolNode::isMachine)
                .hasSizeLessThanOrEqualTo(size);
        Operation begun = world.begin("size " + size, 10, () -> {
            world.size = size;
            world.members.removeIf(PoolNode::isPlaceholder);
        });
        world.answer("remove placeholders");
        return begun;
    }

    @Override
    public Operation deleteSurplusNode(NodePool pool, PoolNode node) {
        world.call("delete surplus node");
        requireDrained(node);
        Operation begun = world.begin("delete surplus " + node.name(), 30, () -> {
            world.size--;
            world.take(node.instanceId().orElseThrow());
        });
        world.answer("delete surplus node");
        return begun;
    }

    @Override
    public Operation operation(String operationId) {
        world.call("read work request");
        return world.operation(operationId);
    }

    private void requireDrained(PoolNode node) {
        assertThat(world.backends.values())
                .filteredOn(backend ->
                        node.privateIp().filter(backend.address()::equals).isPresent()
                                || backend.address().equals(node.name()))
                .as("a node is deleted only when no load balancer sends it anything new")
                .noneMatch(Backend::acceptsTraffic);
        assertThat(world.pods.values())
                .filteredOn(pod -> pod.nodeName().filter(node.name()::equals).isPresent())
                .as("and only when its pods are gone")
                .allMatch(pod -> pod.name().startsWith("proxy"));
    }
}
