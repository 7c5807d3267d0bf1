package io.github.evenkeel.testkit.oci;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.loadbalancer.LoadBalancerClient;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.model.KubernetesVersion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Emulator of OCI's Container Engine, Load Balancer and Network Load Balancer, and of the reads of Compute and
 * Networking that a cloud controller makes: one HTTP server on 127.0.0.1 for the official clients, the SDK for Java and
 * the {@code oci} command line tool.
 *
 * <p>It holds one cluster with its node pools, and load balancers. Changes take time as work requests, and can be made
 * to fail; see {@link #faults}. Requests must be signed, but the signature is not checked. Thread-safe; any number of
 * emulators may run concurrently.
 */
public final class OciEmulator implements AutoCloseable {
    private final Tenancy tenancy;
    private final ContainerEngineState engine;
    private final Balancers balancers;
    private final Machines machines;
    private final OutsideChanges outsideChanges;
    private final Calls calls = new Calls();
    private final Calls controllerCalls = new Calls();
    private final OciServer server;

    OciEmulator(
            Tenancy tenancy,
            ContainerEngineState engine,
            Balancers balancers,
            NodeProvisioning provisioning,
            Machines machines,
            int port) {
        this.tenancy = tenancy;
        this.engine = engine;
        this.balancers = balancers;
        this.machines = machines;
        this.outsideChanges = new OutsideChanges(tenancy, engine, balancers, provisioning);
        Map<OciOperation, Function<OciCall, OciAnswer>> handlers = new EnumMap<>(OciOperation.class);
        new ClusterOperations(tenancy, engine).addTo(handlers);
        new NodePoolOperations(tenancy, engine, provisioning).addTo(handlers);
        new NodeDeletion(tenancy, engine, provisioning).addTo(handlers);
        new ClusterWorkRequestOperations(tenancy, engine).addTo(handlers);
        balancers.addTo(handlers);
        new ComputeOperations(tenancy, engine, machines).addTo(handlers);
        this.server = new OciServer(port, new OciRouter(tenancy, calls, controllerCalls, handlers));
    }

    /** Describes an emulator to be started. */
    public static OciEmulatorBuilder builder() {
        return new OciEmulatorBuilder();
    }

    /** Where all services are: {@code http://127.0.0.1:} and the port. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** OCID of the tenancy. */
    public String tenancyId() {
        return tenancy.id();
    }

    /** OCID of the compartment that all resources are in. */
    public String compartmentId() {
        return tenancy.compartmentId();
    }

    /** OCID of the cluster. */
    public String clusterId() {
        return engine.cluster().id();
    }

    /** The version that the control plane has now. */
    public KubernetesVersion kubernetesVersion() {
        synchronized (tenancy) {
            return engine.cluster().version();
        }
    }

    /** OCIDs of the node pools, in the order they were described. */
    public List<String> nodePoolIds() {
        return engine.pools().stream().map(NodePoolState::id).toList();
    }

    /** OCIDs of the load balancers, in the order they were described or made. */
    public List<String> loadBalancerIds() {
        return ids(balancers.loadBalancing());
    }

    /**
     * OCID of the only load balancer.
     *
     * @throws IllegalStateException if there is none or more than one
     */
    public String loadBalancerId() {
        return only(loadBalancerIds(), "load balancers; see loadBalancerIds()");
    }

    /** OCIDs of the network load balancers, in the order they were described or made. */
    public List<String> networkLoadBalancerIds() {
        return ids(balancers.networkLoadBalancing());
    }

    /**
     * OCID of the only network load balancer.
     *
     * @throws IllegalStateException if there is none or more than one
     */
    public String networkLoadBalancerId() {
        return only(networkLoadBalancerIds(), "network load balancers; see networkLoadBalancerIds()");
    }

    /** OCID of the load balancer or network load balancer with that display name; empty if there is none. */
    public Optional<String> balancerNamed(String displayName) {
        return Stream.of(balancers.loadBalancing(), balancers.networkLoadBalancing())
                .flatMap(service -> service.all().stream())
                .filter(balancer -> balancer.displayName().equals(displayName))
                .map(LoadBalancerState::id)
                .findFirst();
    }

    private static List<String> ids(LoadBalancingState service) {
        return service.all().stream().map(LoadBalancerState::id).toList();
    }

    private static String only(List<String> ids, String what) {
        if (ids.size() != 1) {
            throw new IllegalStateException("there are " + ids.size() + " " + what);
        }
        return ids.get(0);
    }

    /**
     * Has {@code listener} told of machines: of those that run now before this method returns, of others as they come
     * and go, by the emulator's own thread. One machine at a time, each once.
     */
    public void instances(InstanceListener listener) {
        machines.subscribe(listener);
    }

    /** The machines that run now. */
    public List<Instance> runningInstances() {
        return machines.running();
    }

    /**
     * Names of a balancer's listeners, in the order they were made; never blocks.
     *
     * @throws IllegalArgumentException if there is no such load balancer
     */
    public List<String> listenerNames(String loadBalancerId) {
        return List.copyOf(balancers.get(loadBalancerId).listeners().keySet());
    }

    /**
     * The backends of a set as of now; never blocks. Empty if there is no such set any more.
     *
     * @throws IllegalArgumentException if there is no such load balancer
     */
    public List<BackendState> backends(String loadBalancerId, String backendSet) {
        return balancer(loadBalancerId)
                .findBackendSet(backendSet)
                .map(BackendSetState::backends)
                .orElse(List.of());
    }

    /**
     * How a set keeps clients at their backend, as of now; never blocks. Empty if it does not.
     *
     * @throws IllegalArgumentException if there is no such load balancer
     */
    public Optional<StickySessions> stickySessions(String loadBalancerId, String backendSet) {
        return balancer(loadBalancerId)
                .findBackendSet(backendSet)
                .map(BackendSetState::otherSettings)
                .flatMap(StickySessions::read);
    }

    /**
     * Whether all backends of a set get traffic when all fail their health check, as of now; never blocks. Only sets of
     * a network load balancer can be so.
     *
     * @throws IllegalArgumentException if there is no such load balancer
     */
    public boolean failsOpen(String loadBalancerId, String backendSet) {
        return balancer(loadBalancerId)
                .findBackendSet(backendSet)
                .map(set -> Boolean.TRUE.equals(set.otherSettings().get(NetworkLoadBalancerWire.FAIL_OPEN)))
                .orElse(false);
    }

    /**
     * The longest time that a connection to a set may be idle, by the listeners for TCP of a network load balancer, as
     * of now; never blocks.
     *
     * @throws IllegalArgumentException if there is no such load balancer
     */
    public Duration idleTimeout(String networkLoadBalancerId, String backendSet) {
        return balancer(networkLoadBalancerId).listeners().values().stream()
                .filter(listener -> listener.backendSet().equals(backendSet))
                .map(listener -> listener.idleTimeout().orElse(ListenerState.NETWORK_TCP))
                .max(Comparator.naturalOrder())
                .orElse(ListenerState.NETWORK_TCP);
    }

    /**
     * How the backends of a set are to be checked, as of now.
     *
     * @throws IllegalArgumentException if there is no such load balancer or backend set
     */
    public HealthChecker healthChecker(String loadBalancerId, String backendSet) {
        return balancer(loadBalancerId)
                .findBackendSet(backendSet)
                .map(BackendSetState::healthChecker)
                .orElseThrow(() -> new IllegalArgumentException("there is no backend set " + backendSet));
    }

    /**
     * Takes down what a health check found; the health operations answer from it. What is reported of backends that are
     * not in the set is dropped.
     *
     * @param backend its {@link BackendState#name}
     * @throws IllegalArgumentException if there is no such load balancer
     */
    public void healthChecked(String loadBalancerId, String backendSet, String backend, HealthCheckStatus status) {
        LoadBalancerState balancer = balancer(loadBalancerId);
        boolean known = balancer.findBackendSet(backendSet)
                .flatMap(set -> set.backend(backend))
                .isPresent();
        if (known) {
            balancer.health().add(backendSet, backend, status);
        }
    }

    /** What is to go wrong. */
    public Faults faults() {
        return tenancy.faults();
    }

    /** Changes by other clients than the one under test. */
    public OutsideChanges outsideChanges() {
        return outsideChanges;
    }

    /** How often each operation was called, by others than {@link #controllerId}. */
    public Calls calls() {
        return calls;
    }

    /** OCID of the subnet that is meant for load balancers. */
    public String loadBalancerSubnetId() {
        return tenancy.loadBalancerSubnetId();
    }

    /** OCID of the user that the cluster's own cloud controller is. Its calls are spared the faults of calls. */
    public String controllerId() {
        return tenancy.controllerId();
    }

    /** How often {@link #controllerId} called each operation. */
    public Calls controllerCalls() {
        return controllerCalls;
    }

    /** For stubs of your own: one with a priority under {@value OciServer#PRIORITY} goes before the emulator. */
    public WireMock wireMock() {
        return server.wireMock();
    }

    /** A client of Container Engine that makes each call once, without circuit breaker. The caller closes it. */
    public ContainerEngineClient containerEngineClient() {
        return SdkClients.containerEngine(this);
    }

    /** A client of Load Balancer that makes each call once, without circuit breaker. The caller closes it. */
    public LoadBalancerClient loadBalancerClient() {
        return SdkClients.loadBalancer(this);
    }

    /** A client of Network Load Balancer that makes each call once, without circuit breaker. The caller closes it. */
    public NetworkLoadBalancerClient networkLoadBalancerClient() {
        return SdkClients.networkLoadBalancer(this);
    }

    /**
     * Writes a configuration file for OCI's tools and SDKs, and a key to go with it, for the owner's eyes only. The
     * {@code oci} tool finds it by the environment variable {@code OCI_CLI_CONFIG_FILE} and needs {@code --endpoint}
     * too.
     *
     * @param directory is made if it is not there
     * @return the file
     */
    public Path writeCliConfig(Path directory) {
        return CliConfig.write(this, directory);
    }

    /** Stops serving. What was under way does not happen any more. */
    @Override
    public void close() {
        tenancy.close();
        server.close();
    }

    String userId() {
        return tenancy.userId();
    }

    private LoadBalancerState balancer(String id) {
        return balancers.get(id);
    }
}
