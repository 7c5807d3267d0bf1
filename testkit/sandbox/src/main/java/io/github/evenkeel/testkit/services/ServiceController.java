package io.github.evenkeel.testkit.services;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.watch.Watched;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emulates what a cloud controller manager of OKE does for Services of type LoadBalancer, with any Kubernetes API
 * server and the emulated balancing services: it creates a balancer for each, keeps the backend sets in step with the
 * nodes, and deletes it again.
 *
 * <p>What matters to other clients of these balancers: the label
 * {@code node.kubernetes.io/exclude-from-external-load-balancers} takes a node out of all sets without a drain; each
 * change of nodes replaces whole sets, with weight 1 and without flags, so that a drain of any backend is lost; cordons
 * and readiness change nothing; a set is never emptied.
 *
 * <p>Thread-safe. All work is done on one daemon thread, which ends with {@link #close}.
 */
public final class ServiceController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceController.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final int TIMEOUT_MILLIS = 10_000;

    private final ScheduledThreadPoolExecutor worker;
    private final ServiceNodes nodes;
    private final TerminatedNodes terminatedNodes;
    private final Watched<Service> services;
    private final ServiceLoop.Balancing balancing;
    private final Map<String, ServiceLoop> loops = new ConcurrentHashMap<>();
    private volatile boolean paused;

    private ServiceController(KubernetesClient client, OciEmulator oci, ServiceControllerOptions options) {
        OciHttp http = new OciHttp(oci);
        worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "service-controller");
            thread.setDaemon(true);
            return thread;
        });
        worker.setRemoveOnCancelPolicy(true);
        nodes = new ServiceNodes(client, () -> loops.values().forEach(loop -> loop.wake(options.nodeDelay())));
        terminatedNodes = new TerminatedNodes(client, http, nodes);
        services = new Watched<>(
                client.services().inAnyNamespace(),
                service -> loop(service.getMetadata().getUid()).wake(Duration.ZERO),
                service -> loops.remove(service.getMetadata().getUid()));
        balancing = new ServiceLoop.Balancing(
                worker,
                nodes,
                new ServiceObject(client),
                new LoadBalancerApi(http, oci),
                new NetworkLoadBalancerApi(http, oci),
                options);
    }

    /**
     * Begins to watch the cluster.
     *
     * @param client stays the caller's and is not closed. Its user should be one of its own where calls are counted by
     *     user, and needs what {@link #clusterRole} grants
     * @param oci where balancers are made and instances are looked up, as {@link OciEmulator#controllerId}
     */
    public static ServiceController start(KubernetesClient client, OciEmulator oci, ServiceControllerOptions options) {
        // Retries are made by the steps. The derived client shares the caller's connections.
        KubernetesClient once = client.newClient(
                        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                                .withRequestRetryBackoffLimit(0)
                                .withRequestTimeout(TIMEOUT_MILLIS)
                                .build())
                .adapt(KubernetesClient.class);
        ServiceController started = new ServiceController(once, oci, options);
        started.nodes.start();
        started.services.start();
        long pause = options.terminationCheck().toMillis();
        var unused = started.worker.scheduleWithFixedDelay(
                () -> {
                    if (started.isRunning()) {
                        started.terminatedNodes.delete();
                    }
                },
                pause,
                pause,
                TimeUnit.MILLISECONDS);
        return started;
    }

    /** What the controller asks of an API server, and nothing more. */
    public static ClusterRole clusterRole() {
        return new KubernetesSerialization()
                .unmarshal(
                        Objects.requireNonNull(ServiceController.class.getResourceAsStream("cluster-role.yaml")),
                        ClusterRole.class);
    }

    /**
     * From now on it does nothing, as a controller that is down: labels are without effect, Services get no balancer.
     */
    public void pause() {
        paused = true;
    }

    /** It works again, and brings all balancers to what is wanted now. */
    public void resume() {
        paused = false;
        worker.execute(() -> loops.values().forEach(ServiceLoop::lookAgain));
    }

    /** Writes every set of every balancer anew, as after a change of any node: drains are lost. Soon, not at once. */
    public void rewrite() {
        worker.execute(() -> loops.values().forEach(ServiceLoop::rewrite));
    }

    /** Ends it; balancers and Services stay as they are. Waits for a step that is being taken, 10 s at most. */
    @Override
    public void close() {
        services.close();
        nodes.close();
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The service controller is still busy {} s after it was closed", LONGEST_END.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return !paused && !worker.isShutdown();
    }

    private ServiceLoop loop(String uid) {
        return loops.computeIfAbsent(uid, unused -> new ServiceLoop(() -> find(uid), balancing, this::isRunning));
    }

    private Optional<Service> find(String uid) {
        return services.objects().stream()
                .filter(service -> service.getMetadata().getUid().equals(uid))
                .findFirst();
    }
}
