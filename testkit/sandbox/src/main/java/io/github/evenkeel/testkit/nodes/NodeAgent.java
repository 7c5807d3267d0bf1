package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.evenkeel.testkit.oci.Instance;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One machine, from power on to the removal of its Node: the software that runs on it, wired together. Thread-safe; no
 * method blocks.
 */
final class NodeAgent implements ClusterView.NodeListener {
    private final AgentContext context;
    private final String nodeName;
    private final Set<NodeTrouble> troubles = ConcurrentHashMap.newKeySet();
    private final Kubelet kubelet;
    private final KubeProxy proxy;
    private final NodePorts ports;
    private final NodeRegistration registration;
    private volatile boolean serving;
    private volatile boolean powered = true;

    /** @param number counts the machines, from 0 */
    NodeAgent(AgentContext context, Instance instance, int number, Set<NodeTrouble> troubles) {
        this.context = context;
        this.troubles.addAll(troubles);
        nodeName = context.options().nodeName(instance);
        PodAddresses addresses = new PodAddresses(instance.nodeIp(), number);
        kubelet = new Kubelet(
                context.threads(), context.api(), context.options(), addresses, context.pods(), this::refreshPorts);
        kubelet.daemonPodsMayBeReady(!troubles.contains(NodeTrouble.DAEMON_PODS_NOT_READY));
        proxy = new KubeProxy(context.view(), context.threads(), context.pods(), nodeName);
        ports = new NodePorts(
                context.network(),
                instance.nodeIp(),
                context.worker(),
                context.buffers(),
                context.options().connections());
        registration =
                new NodeRegistration(context, instance, addresses, this.troubles, this::joined, this::refreshPorts);
    }

    String nodeName() {
        return nodeName;
    }

    @Override
    public void podChanged(Pod pod) {
        kubelet.podChanged(pod);
    }

    @Override
    public void podGone(Pod pod) {
        kubelet.podGone(pod);
    }

    @Override
    public void nodeChanged(Node node) {
        registration.nodeChanged(node);
    }

    void launch() {
        registration.join();
    }

    void add(NodeTrouble trouble) {
        troubles.add(trouble);
        troublesChanged();
    }

    void remove(NodeTrouble trouble) {
        troubles.remove(trouble);
        troublesChanged();
    }

    /** Opens and closes ports as services, kube-proxy and troubles ask for. */
    void refreshPorts() {
        context.threads().soon(this::openPorts);
    }

    /** Ends everything on the machine at once. The Node stays until {@link #removeNode}. */
    void powerOff() {
        powered = false;
        context.view().detach(nodeName, this);
        ports.powerOff();
        kubelet.powerOff();
        registration.powerOff();
    }

    /** Deletes the Node and its pods from the API server, as the cloud controller and the garbage collector do. */
    void removeNode(Runnable whenRemoved) {
        registration.remove(() -> {
            kubelet.forget();
            whenRemoved.run();
        });
    }

    private void joined() {
        context.view().attach(nodeName, this);
    }

    private void troublesChanged() {
        kubelet.daemonPodsMayBeReady(!troubles.contains(NodeTrouble.DAEMON_PODS_NOT_READY));
        registration.refresh();
        refreshPorts();
    }

    private void openPorts() {
        // Once programmed, the kernel forwards on, whatever becomes of kube-proxy's pod and of the node's condition.
        serving = serving
                || (registration.isReady()
                        && (kubelet.runsKubeProxy() || !context.view().runsKubeProxy()));
        boolean open = powered && serving && !troubles.contains(NodeTrouble.PORTS_CLOSED);
        ports.serve(open ? proxy.handlers() : Map.of());
    }
}
