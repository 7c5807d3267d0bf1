package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of Container Engine on node pools, besides the deletion of nodes. */
final class NodePoolOperations {
    private static final int MOST_MINORS_BEHIND = 3;
    private static final int MOST_NODES = 1_000;

    private final Tenancy tenancy;
    private final ContainerEngineState state;
    private final NodeProvisioning provisioning;

    NodePoolOperations(Tenancy tenancy, ContainerEngineState state, NodeProvisioning provisioning) {
        this.tenancy = tenancy;
        this.state = state;
        this.provisioning = provisioning;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.LIST_NODE_POOLS, this::list);
        handlers.put(OciOperation.GET_NODE_POOL, this::get);
        handlers.put(OciOperation.UPDATE_NODE_POOL, this::update);
        handlers.put(OciOperation.GET_NODE_POOL_OPTIONS, this::options);
    }

    private OciAnswer list(OciCall call) {
        String compartmentId = tenancy.checkCompartment(call);
        String clusterId = state.cluster().id();
        List<?> pools = state.pools().stream()
                .filter(pool -> clusterId.equals(call.query("clusterId").orElse(clusterId)))
                .filter(pool -> pool.compartmentId().equals(compartmentId))
                .map(pool -> pool.summary(clusterId))
                .filter(pool -> call.query("name")
                        .map(name -> name.equals(pool.get("name")))
                        .orElse(true))
                .toList();
        return OciAnswer.page(call, pools, tenancy.mostPerPage());
    }

    private OciAnswer get(OciCall call) {
        NodePoolState pool = state.pool(call.path("nodePoolId"));
        return OciAnswer.of(pool.json(state.cluster().id())).with("etag", pool.etag());
    }

    private OciAnswer update(OciCall call) {
        NodePoolState pool = state.pool(call.path("nodePoolId"));
        call.checkIfMatch(pool.etag());
        state.checkTakesChanges(pool);
        List<Runnable> edits = edits(call.body(), pool);
        WorkRequest request = state.workRequests()
                .begin(
                        call.operation(),
                        "NODEPOOL_UPDATE",
                        "nodepool",
                        pool.id(),
                        tenancy.timings().nodePoolUpdate(),
                        ending -> {
                            String imageBefore = pool.imageName();
                            KubernetesVersion versionBefore = pool.version();
                            edits.forEach(Runnable::run);
                            provisioning.endThoseWhoseDeletionFailed(pool);
                            boolean cycles = pool.cycling()
                                    && !(imageBefore.equals(pool.imageName()) && versionBefore.equals(pool.version()));
                            provisioning.reconcile(pool, failure -> {
                                if (cycles && failure == null) {
                                    provisioning.cycle(pool, pool.remaining(), ending);
                                } else {
                                    ending.accept(failure);
                                }
                            });
                        },
                        ended -> pool.workEnds());
        pool.workBegins();
        return OciAnswer.accepted(request);
    }

    private List<Runnable> edits(OciBody body, NodePoolState pool) {
        List<Runnable> edits = new ArrayList<>();
        body.text("kubernetesVersion")
                .map(this::checkVersion)
                .ifPresent(version -> edits.add(() -> pool.version(version)));
        body.object("nodeSourceDetails")
                .map(source -> source.neededText("imageId"))
                .ifPresent(imageId -> {
                    String name = state.images()
                            .name(imageId)
                            .orElseThrow(() -> Refusal.invalid("nodeSourceDetails.imageId " + imageId
                                    + " is not an image on offer; see GetNodePoolOptions"));
                    edits.add(() -> pool.image(imageId, name));
                });
        body.object("nodeConfigDetails")
                .flatMap(config -> config.number("size", 0, MOST_NODES))
                .ifPresent(size -> edits.add(() -> pool.size(size)));
        body.object("nodeEvictionNodePoolSettings")
                .flatMap(settings -> settings.text("evictionGraceDuration"))
                .map(text -> EvictionGrace.checked("evictionGraceDuration", text))
                .ifPresent(grace -> edits.add(() -> pool.evictionGrace(grace)));
        body.object("nodePoolCyclingDetails")
                .flatMap(details -> details.flag("isNodeCyclingEnabled"))
                .ifPresent(on -> {
                    if (on && state.cluster().type() != ClusterType.ENHANCED_CLUSTER) {
                        throw Refusal.invalid("node cycling is for enhanced clusters");
                    }
                    edits.add(() -> pool.cycling(on));
                });
        checkImageGoesWithVersion(body, pool);
        if (edits.isEmpty()) {
            throw Refusal.invalid(
                    "nothing to change: this emulator knows kubernetesVersion, nodeSourceDetails.imageId,"
                            + " nodeConfigDetails.size, nodePoolCyclingDetails.isNodeCyclingEnabled and nodeEvictionNodePoolSettings.evictionGraceDuration");
        }
        return edits;
    }

    /** An image of OKE's own goes with its version alone; of a custom one the service does not know. */
    private void checkImageGoesWithVersion(OciBody body, NodePoolState pool) {
        KubernetesVersion version = body.text("kubernetesVersion")
                .map(text -> Versions.read("kubernetesVersion", text))
                .orElse(pool.version());
        String image = body.object("nodeSourceDetails")
                .flatMap(source -> source.text("imageId"))
                .flatMap(state.images()::name)
                .orElse(pool.imageName());
        boolean changes = body.text("kubernetesVersion").isPresent()
                || body.object("nodeSourceDetails").isPresent();
        NodeImages.version(image).filter(its -> changes && !its.equals(version)).ifPresent(its -> {
            throw Refusal.conflict(
                    "Kubernetes version does not match Kubernetes version of OKE worker node image (" + its + ")");
        });
    }

    /**
     * Nodes are never newer than the control plane and at most three minor versions older, as told in <a
     * href="https://kubernetes.io/releases/version-skew-policy/">Version Skew Policy</a>. A pool may go back to an
     * older version, with an image of that version.
     */
    private KubernetesVersion checkVersion(String text) {
        KubernetesVersion version = Versions.read("kubernetesVersion", text);
        KubernetesVersion controlPlane = state.cluster().version();
        if (!state.cluster().offered().contains(version)) {
            throw Refusal.invalid("kubernetesVersion " + version + " is not on offer; there are "
                    + state.cluster().offered());
        }
        if (controlPlane.isBefore(version) || version.minor() < controlPlane.minor() - MOST_MINORS_BEHIND) {
            throw Refusal.invalid("kubernetesVersion " + version + " does not go with a control plane at "
                    + controlPlane + ": nodes are not newer, and at most " + MOST_MINORS_BEHIND + " minors older");
        }
        return version;
    }

    private OciAnswer options(OciCall call) {
        if (!call.path("nodePoolOptionId").equals("all")) {
            state.cluster(call.path("nodePoolOptionId"));
        }
        Map<String, String> names = state.images().names();
        return OciAnswer.of(Map.of(
                "kubernetesVersions",
                Versions.texts(state.cluster().offered()),
                "shapes",
                List.of("VM.Standard.E5.Flex", "VM.Standard.A1.Flex", "BM.GPU4.8"),
                "images",
                List.copyOf(names.values()),
                "sources",
                names.entrySet().stream()
                        .map(image -> Map.of(
                                "sourceType", "IMAGE", "imageId", image.getKey(), "sourceName", image.getValue()))
                        .toList()));
    }
}
