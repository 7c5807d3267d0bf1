package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builder of an {@link OciEmulator} and of what exists when it starts. Not thread-safe. */
public final class OciEmulatorBuilder {
    private String clusterName = "sandbox";
    private ClusterType clusterType = ClusterType.ENHANCED_CLUSTER;
    private KubernetesVersion version = new KubernetesVersion(1, 31, 1);
    private List<KubernetesVersion> offered = versions("v1.30.1", "v1.31.1", "v1.32.1", "v1.33.1");
    private @Nullable List<String> images;
    private final List<NodePoolSpec> pools = new ArrayList<>();
    private final List<LoadBalancerSpec> loadBalancers = new ArrayList<>();
    private final List<LoadBalancerSpec> networkLoadBalancers = new ArrayList<>();
    private Timings timings = Timings.quick();
    private int mostPerPage = 100;
    private int port;

    OciEmulatorBuilder() {}

    /** What people call the cluster. By default {@code sandbox}. */
    public OciEmulatorBuilder clusterName(String name) {
        clusterName = name;
        return this;
    }

    /** By default {@link ClusterType#ENHANCED_CLUSTER}. */
    public OciEmulatorBuilder clusterType(ClusterType type) {
        clusterType = type;
        return this;
    }

    /** The version of the control plane. By default {@code v1.31.1}. */
    public OciEmulatorBuilder kubernetesVersion(String text) {
        version = KubernetesVersion.parse(text);
        return this;
    }

    /**
     * All versions that the service has. Those above the control plane's, by one minor version at most, are its
     * available upgrades. By default v1.30.1, v1.31.1, v1.32.1 and v1.33.1.
     */
    public OciEmulatorBuilder offeredVersions(String... texts) {
        offered = versions(texts);
        return this;
    }

    /**
     * The names of all images that the service has. By default those of two builds for each version, for Oracle Linux 7
     * and 8 and Ubuntu, x86 and ARM, with and without GPU.
     */
    public OciEmulatorBuilder images(List<String> names) {
        images = List.copyOf(names);
        return this;
    }

    /** One more node pool. Without any there is one, {@code NodePoolSpec.named("workers")}. */
    public OciEmulatorBuilder nodePool(NodePoolSpec pool) {
        pools.add(pool);
        return this;
    }

    /** One more load balancer. */
    public OciEmulatorBuilder loadBalancer(LoadBalancerSpec loadBalancer) {
        loadBalancers.add(loadBalancer);
        return this;
    }

    /** One more network load balancer, with listeners for TCP. */
    public OciEmulatorBuilder networkLoadBalancer(LoadBalancerSpec networkLoadBalancer) {
        networkLoadBalancers.add(networkLoadBalancer);
        return this;
    }

    /** How long things take. By default {@link Timings#quick}. */
    public OciEmulatorBuilder timings(Timings howLong) {
        timings = howLong;
        return this;
    }

    /** The port of 127.0.0.1 that it serves at, from 0 to 65535. By default 0: any free one. */
    public OciEmulatorBuilder port(int number) {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("port is " + number + "; it must be from 0 to 65535");
        }
        port = number;
        return this;
    }

    /** Most entries of one page of a listing, whatever a client asks for. By default 100. */
    public OciEmulatorBuilder mostPerPage(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("mostPerPage is " + entries + "; it must be 1 at least");
        }
        mostPerPage = entries;
        return this;
    }

    /**
     * Starts the emulator.
     *
     * @throws IllegalArgumentException if what was described does not fit together
     */
    public OciEmulator start() {
        Tenancy tenancy = new Tenancy(timings.copy(), mostPerPage);
        Machines machines = new Machines();
        NodeProvisioning provisioning = new NodeProvisioning(tenancy, machines);
        NodeImages catalogue = new NodeImages(tenancy.ocids(), images == null ? NodeImages.namesFor(offered) : images);
        ContainerEngineState engine = new ContainerEngineState(
                tenancy, new ClusterState(tenancy.ocids(), clusterName, clusterType, version, offered), catalogue);
        for (NodePoolSpec spec : pools.isEmpty() ? List.of(NodePoolSpec.named("workers")) : pools) {
            NodePoolState pool = spec.make(tenancy, catalogue, version);
            provisioning.fill(pool, spec.size());
            engine.add(pool);
        }
        Balancers balancers = new Balancers(tenancy, machines);
        add(loadBalancers, balancers.loadBalancing(), tenancy, machines);
        add(networkLoadBalancers, balancers.networkLoadBalancing(), tenancy, machines);
        return new OciEmulator(tenancy, engine, balancers, provisioning, machines, port);
    }

    private static void add(
            List<LoadBalancerSpec> specs, LoadBalancingState service, Tenancy tenancy, Machines machines) {
        specs.forEach(spec -> service.add(spec.make(service.wire(), tenancy.ocids(), machines.running())));
    }

    private static List<KubernetesVersion> versions(String... texts) {
        return Arrays.stream(texts).map(KubernetesVersion::parse).sorted().toList();
    }
}
