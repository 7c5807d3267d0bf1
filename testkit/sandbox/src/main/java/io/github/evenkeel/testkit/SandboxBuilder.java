package io.github.evenkeel.testkit;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.NodePoolSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.services.ServiceControllerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Builder of a {@link Sandbox}. Not thread-safe. */
public final class SandboxBuilder {
    static final int NODE_PORT = 30_080;

    /** The shortest that the service has: timings for a sandbox give connections little time. */
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

    private int nodes = 3;
    private int ociPort;
    private UnaryOperator<NodePoolSpec> pool = UnaryOperator.identity();
    private NodeOptions machines =
            NodeOptions.builder().joinDelay(Duration.ofMillis(500)).build();
    private Consumer<OciEmulatorBuilder> oci = nothing -> {};
    private String manifests = exampleEnvironment();
    private Exposure exposure = Exposure.BACKEND_SETS;
    private ServiceControllerOptions serviceController = ServiceControllerOptions.quick();
    private Function<Supplier<KubernetesVersion>, ClusterServer> server =
            version -> new EmulatedServer(KubernetesApi.start(version));

    SandboxBuilder() {}

    /** How many nodes the pool {@code workers} has, from 1. Default 3. */
    public SandboxBuilder nodes(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("nodes is " + count + "; a sandbox has one at least");
        }
        nodes = count;
        return this;
    }

    /** Changes what the pool {@code workers} is like. */
    public SandboxBuilder pool(UnaryOperator<NodePoolSpec> description) {
        pool = description;
        return this;
    }

    /** The port of OCI's services; 0, the default, for any free one. */
    public SandboxBuilder ociPort(int port) {
        ociPort = port;
        return this;
    }

    /**
     * How machines and pods behave. Default: those of {@link NodeOptions}, with machines that join in half a second.
     */
    public SandboxBuilder machines(NodeOptions options) {
        machines = options;
        return this;
    }

    /**
     * Changes what OCI's services hold and how long they take. A node pool of {@link #nodes} nodes and the balancer
     * with the backend set of the traffic are described already.
     */
    public SandboxBuilder oci(Consumer<OciEmulatorBuilder> description) {
        oci = oci.andThen(description);
        return this;
    }

    /**
     * What runs on the cluster, as YAML manifests. Default: the example environment, with the system pods of an OKE
     * cluster, an ingress of three pods at node port 30080 with a disruption budget, and StatefulSets with emptyDir
     * volumes.
     */
    public SandboxBuilder manifests(String yaml) {
        manifests = yaml;
        return this;
    }

    /**
     * How requests reach the nodes. Default {@link Exposure#BACKEND_SETS}. For {@link Exposure#NLB} and
     * {@link Exposure#SERVICE_NLB}, each connection to a node carries one request, as clients would else stay at a node
     * for as long as they reuse their connection. For {@link Exposure#SERVICE} and {@link Exposure#SERVICE_NLB}, the
     * Service of the manifests that has node port 30080 is made one of type LoadBalancer, and the load balancer of the
     * first Service of that type carries the traffic.
     */
    public SandboxBuilder exposure(Exposure how) {
        exposure = how;
        return this;
    }

    /** How fast the service controller is, if there is one. Default {@link ServiceControllerOptions#quick}. */
    public SandboxBuilder serviceController(ServiceControllerOptions options) {
        serviceController = options;
        return this;
    }

    /**
     * Has a real API server, scheduler and controllers, started with the sandbox, instead of those of the sandbox's
     * own. They have to be built before, see {@link ControlPlane#start()}, take some seconds to start, and tell their
     * own version, whatever that of the cluster is. The default is the sandbox's own.
     */
    public SandboxBuilder onControlPlane() {
        server = version -> new RealServer(ControlPlane.start());
        return this;
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @throws IllegalArgumentException if a manifest can't be read or is refused
     * @throws IllegalStateException if a workload does not get ready within a minute, the control plane asked for is
     *     not built, or the OCI SDK or the fabric8 client has no HTTP implementation on the class path
     */
    public Sandbox start() {
        HttpImplementations.check(SandboxBuilder.class.getClassLoader());
        OciEmulatorBuilder described = OciEmulator.builder()
                .port(ociPort)
                .nodePool(pool.apply(NodePoolSpec.named("workers").size(nodes)));
        if (exposure == Exposure.BACKEND_SETS) {
            described.loadBalancer(LoadBalancerSpec.named("ingress")
                    .listener("http", 80, SandboxParts.BACKEND_SET, IDLE_TIMEOUT)
                    .backendSet(BackendSetSpec.named(SandboxParts.BACKEND_SET).everyNode(NODE_PORT)));
        }
        if (exposure == Exposure.NLB) {
            described.networkLoadBalancer(LoadBalancerSpec.named("ingress")
                    .tcpListener("tcp", 80, SandboxParts.BACKEND_SET)
                    .backendSet(BackendSetSpec.named(SandboxParts.BACKEND_SET).everyNode(NODE_PORT)));
        }
        oci.accept(described);
        return new Sandbox(SandboxParts.start(described, server, machines, manifests, exposure, serviceController));
    }

    private static String exampleEnvironment() {
        try (InputStream manifests =
                Objects.requireNonNull(SandboxBuilder.class.getResourceAsStream("example-environment.yaml"))) {
            return new String(manifests.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The example environment can't be read", e);
        }
    }
}
