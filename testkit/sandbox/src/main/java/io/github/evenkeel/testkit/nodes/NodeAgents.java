package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.oci.InstanceListener;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * Emulates kubelet, kube-proxy and the node part of the cloud controller for each given machine, with any Kubernetes
 * API server that has a scheduler and controllers. Machines answer HTTP at their NodePorts on loopback sockets, found
 * through the {@link NodeNetwork}. Annotations control how a pod behaves, see {@link PodBehaviour}; {@link NodeTrouble}
 * controls how a node misbehaves.
 *
 * <p>Thread-safe. Its threads are daemons and end with {@link #close}.
 */
public final class NodeAgents implements InstanceListener, AutoCloseable {
    private final AgentContext context;
    private final Map<String, NodeAgent> byInstance = new HashMap<>();
    private final Map<String, NodeAgent> byNodeName = new HashMap<>();
    private final Map<String, Runnable> waitingForName = new HashMap<>();
    private final Queue<Set<NodeTrouble>> troublesToCome = new ArrayDeque<>();
    private int launched;

    private NodeAgents(AgentContext context) {
        this.context = context;
    }

    /**
     * Begins to watch the cluster; machines join as they are launched.
     *
     * @param client stays the caller's and is not closed. Its user should be one of its own where calls are counted by
     *     user, and needs what {@link #clusterRole} grants
     * @param network where machines become reachable
     */
    public static NodeAgents start(KubernetesClient client, NodeNetwork network, NodeOptions options) {
        NodeAgents[] later = new NodeAgents[1];
        ApiServer api = new ApiServer(client);
        AgentThreads threads = new AgentThreads();
        ClusterView view = new ClusterView(api.client(), () -> threads.soon(() -> later[0].refreshPorts()));
        AgentContext context = new AgentContext(
                options,
                api,
                view,
                threads,
                new ConcurrentHashMap<>(),
                network,
                worker(),
                new DefaultByteBufferPool(true, 16 * 1024));
        NodeAgents agents = new NodeAgents(context);
        later[0] = agents;
        view.start();
        return agents;
    }

    /** What the agents ask of an API server, and nothing more. */
    public static ClusterRole clusterRole() {
        return new KubernetesSerialization()
                .unmarshal(
                        Objects.requireNonNull(NodeAgents.class.getResourceAsStream("cluster-role.yaml")),
                        ClusterRole.class);
    }

    @Override
    public synchronized void launched(Instance instance) {
        Set<NodeTrouble> troubles = troublesToCome.isEmpty() ? Set.of() : troublesToCome.remove();
        NodeAgent agent = new NodeAgent(context, instance, launched++, troubles);
        byInstance.put(instance.id(), agent);
        NodeAgent before = byNodeName.put(agent.nodeName(), agent);
        if (before == null) {
            agent.launch();
        } else {
            // A Node of that name is still to be deleted; the new machine joins after that.
            waitingForName.put(agent.nodeName(), agent::launch);
        }
    }

    @Override
    public synchronized void terminated(Instance instance) {
        NodeAgent agent = byInstance.remove(instance.id());
        if (agent != null) {
            agent.powerOff();
            context.threads().after(context.options().removalDelay(), () -> agent.removeNode(() -> removed(agent)));
        }
    }

    /**
     * Sets what is wrong with the next machine to be launched. Called again, it is for the one after that. None: that
     * machine is healthy.
     */
    public synchronized void troubleNextLaunched(NodeTrouble... troubles) {
        troublesToCome.add(Set.of(troubles));
    }

    /**
     * From now on this is wrong with a machine that runs.
     *
     * @throws IllegalArgumentException if no such instance runs
     */
    public void trouble(String instanceId, NodeTrouble trouble) {
        running(instanceId).add(trouble);
    }

    /**
     * This is not wrong any more with a machine that runs.
     *
     * @throws IllegalArgumentException if no such instance runs
     */
    public void heal(String instanceId, NodeTrouble trouble) {
        running(instanceId).remove(trouble);
    }

    /** Ends every machine without a call to the API server: Nodes and pods stay there as they are. */
    @Override
    public void close() {
        context.view().close();
        List<NodeAgent> machines;
        synchronized (this) {
            machines = List.copyOf(byInstance.values());
            byInstance.clear();
        }
        machines.forEach(NodeAgent::powerOff);
        context.threads().close();
        context.worker().shutdownNow();
        try {
            if (context.worker().awaitTermination(10, TimeUnit.SECONDS)) {
                context.buffers().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized NodeAgent running(String instanceId) {
        NodeAgent agent = byInstance.get(instanceId);
        if (agent == null) {
            throw new IllegalArgumentException(
                    "No instance " + instanceId + " runs; running are " + byInstance.keySet());
        }
        return agent;
    }

    private synchronized void removed(NodeAgent agent) {
        if (!byNodeName.remove(agent.nodeName(), agent)) {
            Runnable launch = waitingForName.remove(agent.nodeName());
            if (launch != null) {
                launch.run();
            }
        }
    }

    private synchronized void refreshPorts() {
        byInstance.values().forEach(NodeAgent::refreshPorts);
    }

    private static XnioWorker worker() {
        try {
            return Xnio.getInstance(NodeAgents.class.getClassLoader())
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "node-ports")
                            .set(Options.WORKER_IO_THREADS, 2)
                            .set(Options.WORKER_TASK_CORE_THREADS, 1)
                            .set(Options.WORKER_TASK_MAX_THREADS, 1)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap());
        } catch (IOException e) {
            throw new UncheckedIOException("No sockets for the machines' ports", e);
        }
    }
}
