package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node pool. Guarded by the {@link Tenancy}. */
final class NodePoolState {
    private static final String[] DOMAINS = {"Uocm:US-ASHBURN-AD-1", "Uocm:US-ASHBURN-AD-2", "Uocm:US-ASHBURN-AD-3"};

    private final String id;
    private final String subnetId;
    private final String compartmentId;
    private final String name;
    private final List<NodeState> nodes = new ArrayList<>();
    private KubernetesVersion version;
    private String imageId;
    private String imageName;
    private int size;
    private String evictionGrace = "PT60M";
    private String lifecycle = "ACTIVE";
    private int revision = 1;
    private int named;
    private int workRequests;
    private boolean cycling;
    private boolean secondInterfaces;

    NodePoolState(
            Ocids ocids,
            String compartmentId,
            String name,
            KubernetesVersion version,
            String imageId,
            String imageName) {
        this.id = ocids.regional("nodepool");
        this.subnetId = ocids.regional("subnet");
        this.compartmentId = compartmentId;
        this.name = name;
        this.version = version;
        this.imageId = imageId;
        this.imageName = imageName;
    }

    String id() {
        return id;
    }

    String compartmentId() {
        return compartmentId;
    }

    String imageName() {
        return imageName;
    }

    boolean cycling() {
        return cycling;
    }

    void cycling(boolean on) {
        cycling = on;
        revision++;
    }

    void secondInterfaces(boolean there) {
        secondInterfaces = there;
    }

    /** By which Kubernetes and the load balancers know a machine. */
    String nodeIp(String privateIp) {
        return secondInterfaces ? privateIp.replaceFirst("^10\\.0\\.", "10.99.") : privateIp;
    }

    String subnetId() {
        return subnetId;
    }

    KubernetesVersion version() {
        return version;
    }

    int size() {
        return size;
    }

    String evictionGrace() {
        return evictionGrace;
    }

    String lifecycle() {
        return lifecycle;
    }

    List<NodeState> nodes() {
        return nodes;
    }

    /** Those that count towards the size. */
    List<NodeState> remaining() {
        return nodes.stream().filter(NodeState::remains).toList();
    }

    Optional<NodeState> node(String instanceId) {
        return nodes.stream().filter(node -> instanceId.equals(node.id())).findFirst();
    }

    String etag() {
        return Etag.of(id, revision);
    }

    void version(KubernetesVersion next) {
        version = next;
        revision++;
    }

    void image(String nextId, String nextName) {
        imageId = nextId;
        imageName = nextName;
        revision++;
    }

    void size(int next) {
        size = next;
        revision++;
    }

    void evictionGrace(String next) {
        evictionGrace = next;
        revision++;
    }

    void lifecycle(String next) {
        lifecycle = next;
        revision++;
    }

    /** A work request on it begins. */
    void workBegins() {
        workRequests++;
        lifecycle("UPDATING");
    }

    /** A work request on it has ended. */
    void workEnds() {
        workRequests--;
        settle();
    }

    /** Says how the pool is, once nothing is done to it any more. */
    void settle() {
        if (workRequests > 0) {
            return;
        }
        boolean complete = nodes.stream().noneMatch(node -> node.remains() && node.id() == null);
        lifecycle(complete ? "ACTIVE" : "NEEDS_ATTENTION");
    }

    /**
     * Adds a node without a machine.
     *
     * @param domain where it stands; null for the service's choice
     * @param madeWith the version of Kubernetes; null for what the image brings
     */
    NodeState add(@Nullable String domain, @Nullable String madeWith) {
        int number = named++;
        NodeState node = new NodeState(
                "oke-c" + id.substring(id.length() - 11) + "-n" + id.substring(id.length() - 20, id.length() - 11)
                        + "-s" + subnetId.substring(subnetId.length() - 11) + "-" + number,
                this,
                domain == null ? leastUsedDomain(null) : domain,
                "FAULT-DOMAIN-" + (number % 3 + 1),
                madeWith == null ? NodeImages.version(imageName).orElse(version).toString() : madeWith);
        nodes.add(node);
        return node;
    }

    /**
     * The service's choice for a new node: the availability domain with the fewest nodes of the pool.
     *
     * @param preferred where there are several of these; null for the first
     */
    String leastUsedDomain(@Nullable String preferred) {
        String best = DOMAINS[0];
        for (String domain : DOMAINS) {
            long difference = nodesIn(domain) - nodesIn(best);
            if (difference < 0 || (difference == 0 && domain.equals(preferred))) {
                best = domain;
            }
        }
        return best;
    }

    private long nodesIn(String domain) {
        return nodes.stream()
                .filter(node -> node.remains() && node.availabilityDomain().equals(domain))
                .count();
    }

    /** As a listing shows it. */
    Map<String, @Nullable Object> summary(String clusterId) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("lifecycleState", lifecycle);
        json.put("lifecycleDetails", "");
        json.put("compartmentId", compartmentId);
        json.put("clusterId", clusterId);
        json.put("name", name);
        json.put("kubernetesVersion", version.toString());
        json.put("nodeImageId", imageId);
        json.put("nodeImageName", imageName);
        json.put("nodeSource", Map.of("sourceType", "IMAGE", "sourceName", imageName, "imageId", imageId));
        json.put("nodeSourceDetails", Map.of("sourceType", "IMAGE", "imageId", imageId, "bootVolumeSizeInGBs", 50));
        json.put("nodeShape", "VM.Standard.E5.Flex");
        json.put("nodeShapeConfig", Map.of("ocpus", 2, "memoryInGBs", 16));
        json.put("initialNodeLabels", List.of());
        json.put("sshPublicKey", "");
        json.put("quantityPerSubnet", 0);
        json.put("subnetIds", List.of(subnetId));
        json.put("nodeConfigDetails", nodeConfigDetails());
        json.put("freeformTags", Map.of());
        json.put("definedTags", Map.of());
        json.put(
                "nodeEvictionNodePoolSettings",
                Map.of("evictionGraceDuration", evictionGrace, "isForceDeleteAfterGraceDuration", false));
        json.put("nodePoolCyclingDetails", Map.of("isNodeCyclingEnabled", cycling));
        return json;
    }

    Map<String, @Nullable Object> json(String clusterId) {
        Map<String, @Nullable Object> json = summary(clusterId);
        json.put("nodes", nodes.stream().map(NodeState::json).toList());
        return json;
    }

    private Map<String, Object> nodeConfigDetails() {
        List<Map<String, String>> placements = new ArrayList<>();
        for (String domain : DOMAINS) {
            placements.add(Map.of("availabilityDomain", domain, "subnetId", subnetId));
        }
        return Map.of("size", size, "placementConfigs", placements, "nsgIds", List.of());
    }
}
