package io.github.evenkeel.testkit;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.balancer.PrivateNetwork;
import io.github.evenkeel.testkit.balancer.TrafficBalancer;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import io.github.evenkeel.testkit.services.ServiceController;
import io.github.evenkeel.testkit.services.ServiceControllerOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Creates and connects the parts of a sandbox. */
record SandboxParts(
        OciEmulator oci,
        ClusterServer kubernetes,
        PrivateNetwork network,
        NodeAgents machines,
        Front front,
        TrafficBalancer balancer)
        implements AutoCloseable {
    static final String BACKEND_SET = "ingress";

    /** Starts what is described; what has started is closed again if another part can't start. */
    static SandboxParts start(
            OciEmulatorBuilder description,
            Function<Supplier<KubernetesVersion>, ClusterServer> server,
            NodeOptions options,
            String manifests,
            Exposure exposure,
            ServiceControllerOptions controllerOptions) {
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            OciEmulator oci = description.start();
            started.push(oci);
            ClusterServer kubernetes = server.apply(oci::kubernetesVersion);
            started.push(kubernetes);
            PrivateNetwork network = new PrivateNetwork();
            started.push(network);
            NodeAgents machines = NodeAgents.start(kubernetes.agents(), network, machines(options, exposure));
            started.push(machines);
            int nodes = oci.runningInstances().size();
            oci.instances(machines);
            Workloads workloads = new Workloads(kubernetes.administrator());
            workloads.awaitNodes(nodes); // so that pods are spread over all of them
            Front front;
            if (exposure.isService()) {
                ServiceController controller =
                        ServiceController.start(kubernetes.serviceController(), oci, controllerOptions);
                started.push(controller);
                workloads.create(manifests, new ServiceFront(exposure)::exposed);
                workloads.awaitReady(nodes);
                front = ServiceFront.await(kubernetes.administrator(), oci, controller);
            } else {
                workloads.create(manifests, UnaryOperator.identity());
                workloads.awaitReady(nodes);
                List<String> balancers =
                        exposure.passesConnections() ? oci.networkLoadBalancerIds() : oci.loadBalancerIds();
                front = new Front(balancers.get(0), BACKEND_SET, Optional.empty());
            }
            TrafficBalancer balancer = FrontTraffic.start(oci, network, front);
            started.push(balancer);
            return new SandboxParts(oci, kubernetes, network, machines, front, balancer);
        } catch (RuntimeException | Error broken) {
            started.forEach(SandboxParts::closeQuietly);
            throw broken;
        }
    }

    /** Clients reuse connections, which no network load balancer moves to another node: so each is for one request. */
    private static NodeOptions machines(NodeOptions options, Exposure exposure) {
        return exposure.passesConnections()
                ? options.toBuilder()
                        .connections(NodeOptions.Connections.OF_ONE_REQUEST)
                        .build()
                : options;
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // What made the start fail is thrown, and says more.
        }
    }

    @Override
    public void close() {
        balancer.close();
        front.exposed().ifPresent(exposed -> exposed.controller().close());
        machines.close();
        kubernetes.close();
        oci.close();
        network.close();
    }
}
