package io.github.evenkeel.testkit;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.Timing;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.services.ServiceController;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Emulated OKE cluster behind an OCI load balancer, on free ports of 127.0.0.1: the services of OCI, a Kubernetes API
 * with controllers and scheduler, machines that join and run pods with HTTP servers, and a load balancer for real
 * requests. It is ready when {@link SandboxBuilder#start} returns, and all of it ends with {@link #close}.
 *
 * <p>Any number of sandboxes may run concurrently. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
    /** The user that {@link #kubernetes()} is, whose calls are counted. */
    public static final String USER = "evenkeel";

    private static final Timing TIMING = Timing.defaults()
            .withLoadBalancer(balancer -> balancer.withPropagation(Duration.ofMillis(500))
                    .withConnectionDrain(Duration.ofSeconds(2))
                    .withHealthy(Duration.ofMinutes(1)))
            .withDrain(drain -> drain.withQuiet(Duration.ofMillis(500))
                    .withEvictionRetry(Duration.ofSeconds(1))
                    .withPods(Duration.ofMinutes(1)))
            .withReplacement(
                    replacement -> replacement.withSoak(Duration.ofMillis(500)).withNode(Duration.ofMinutes(1)))
            .withCalls(calls -> calls.withPoll(Duration.ofMillis(200))
                    .withBackoff(Duration.ofMillis(100))
                    .withPatience(Duration.ofSeconds(20))
                    .withProbeInterval(Duration.ofMillis(500)));

    private final SandboxParts parts;
    private final ContainerEngine containerEngine;
    private final LoadBalancer loadBalancer;
    private final NetworkLoadBalancer networkLoadBalancer;
    private final KubernetesClient kubernetes;
    private final KubernetesClient administrator;

    Sandbox(SandboxParts parts) {
        this.parts = parts;
        containerEngine = parts.oci().containerEngineClient();
        loadBalancer = parts.oci().loadBalancerClient();
        networkLoadBalancer = parts.oci().networkLoadBalancerClient();
        kubernetes = parts.kubernetes().client(USER);
        administrator = parts.kubernetes().administrator();
    }

    /** Describes a sandbox to be started. */
    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /**
     * Timing for a plan that rolls a sandbox of quick machines: these start in a second, and requests end within one.
     * It is too short for a cluster that serves.
     */
    public static Timing timing() {
        return TIMING;
    }

    /** OCID of the compartment that everything is in. */
    public String compartmentId() {
        return oci().compartmentId();
    }

    /** OCID of the cluster. */
    public String clusterId() {
        return oci().clusterId();
    }

    /** OCID of the first node pool. */
    public String nodePoolId() {
        return oci().nodePoolIds().get(0);
    }

    /** OCID of the load balancer, or network load balancer, that carries the traffic. */
    public String loadBalancerId() {
        return parts.front().loadBalancerId();
    }

    /** The backend set that carries the traffic. */
    public String backendSet() {
        return parts.front().backendSet();
    }

    /**
     * The Service of type LoadBalancer that carries the traffic, as it was when it had got its address.
     *
     * @throws IllegalStateException if none does, see {@link SandboxBuilder#exposure}
     */
    public Service service() {
        return exposed().service();
    }

    /**
     * What gives Services their load balancers: may be stopped, or made to write its sets anew.
     *
     * @throws IllegalStateException if there is none, see {@link SandboxBuilder#exposure}
     */
    public ServiceController serviceController() {
        return exposed().controller();
    }

    private Front.Exposed exposed() {
        return parts.front()
                .exposed()
                .orElseThrow(() -> new IllegalStateException(
                        "This sandbox is not exposed by a Service; use SandboxBuilder.exposure(Exposure.SERVICE)"));
    }

    /** A client that sends each call once. Closed with the sandbox. */
    public ContainerEngine containerEngine() {
        return containerEngine;
    }

    /** A client that sends each call once. Closed with the sandbox. */
    public LoadBalancer loadBalancer() {
        return loadBalancer;
    }

    /** A client that sends each call once. Closed with the sandbox. */
    public NetworkLoadBalancer networkLoadBalancer() {
        return networkLoadBalancer;
    }

    /** A client for the library under test, by a user of its own. Closed with the sandbox. */
    public KubernetesClient kubernetes() {
        return kubernetes;
    }

    /** A client for the test itself, whose calls are counted apart. Closed with the sandbox. */
    public KubernetesClient administrator() {
        return administrator;
    }

    /** Where the services of OCI are. */
    public URI ociEndpoint() {
        return oci().endpoint();
    }

    /** Where the load balancer takes requests. */
    public URI trafficUrl() {
        return parts.balancer().url();
    }

    /** The services of OCI: state, faults, changes from outside, counts. */
    public OciEmulator oci() {
        return parts.oci();
    }

    /**
     * The sandbox's own Kubernetes API: users, permissions, faults, counts.
     *
     * @throws IllegalStateException if there is a real one, see {@link SandboxBuilder#onControlPlane}
     */
    public KubernetesApi kubernetesApi() {
        if (parts.kubernetes() instanceof EmulatedServer emulated) {
            return emulated.api();
        }
        throw new IllegalStateException("This sandbox is on a real control plane; use controlPlane()");
    }

    /**
     * The real control plane.
     *
     * @throws IllegalStateException if there is none, see {@link SandboxBuilder#onControlPlane}
     */
    public ControlPlane controlPlane() {
        if (parts.kubernetes() instanceof RealServer real) {
            return real.controlPlane();
        }
        throw new IllegalStateException(
                "This sandbox has a Kubernetes API of its own; use kubernetesApi(), or SandboxBuilder.onControlPlane()");
    }

    /**
     * From now on {@link #USER} may do what the role grants and nothing else; until then that user may do everything.
     */
    public void allow(ClusterRole role) {
        parts.kubernetes().bind(USER, role);
    }

    /** Where the Kubernetes API is. */
    public URI kubernetesUrl() {
        return parts.kubernetes().url();
    }

    /** The machines, and what may be wrong with them. */
    public NodeAgents machines() {
        return parts.machines();
    }

    /**
     * Begins to send requests to {@link #trafficUrl()}, for the caller to stop.
     *
     * @param perSecond from 1
     */
    public Traffic startTraffic(int perSecond) {
        return Traffic.start(trafficUrl(), perSecond);
    }

    /** How often each operation of OCI was called since the start or {@link #resetCalls()}. */
    public Map<String, Long> ociCalls() {
        Map<String, Long> calls = new TreeMap<>();
        oci().calls().byOperation().forEach((operation, count) -> calls.put(operation.apiName(), count));
        return calls;
    }

    /** How often {@link #USER} made each request, such as {@code create pods/eviction}. */
    public Map<String, Long> kubernetesCalls() {
        return parts.kubernetes().calls(USER);
    }

    /** Counts calls from zero again. */
    public void resetCalls() {
        oci().calls().reset();
        parts.kubernetes().resetCalls();
    }

    /**
     * Writes a configuration file for OCI's tools and SDKs with a throwaway key.
     *
     * @return the file
     */
    public Path writeOciConfig(Path directory) {
        return oci().writeCliConfig(directory);
    }

    /**
     * Writes a kubeconfig.
     *
     * @return the file
     * @throws IOException if it can't be written
     */
    public Path writeKubeconfig(Path directory) throws IOException {
        return parts.kubernetes().writeKubeconfig(directory);
    }

    @Override
    public void close() {
        try {
            containerEngine.close();
            loadBalancer.close();
            networkLoadBalancer.close();
        } catch (Exception e) {
            throw new IllegalStateException("A client of the sandbox does not close", e);
        } finally {
            parts.close();
        }
    }
}
