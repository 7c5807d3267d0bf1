package io.github.evenkeel.testkit;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.balancer.HealthCheck;
import io.github.evenkeel.testkit.balancer.HttpLoadBalancer;
import io.github.evenkeel.testkit.balancer.PrivateNetwork;
import io.github.evenkeel.testkit.nodes.NodeAgents;
import io.github.evenkeel.testkit.nodes.NodeOptions;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/** Creates and connects the parts of a sandbox. */
record SandboxParts(
        OciEmulator oci,
        ClusterServer kubernetes,
        PrivateNetwork network,
        NodeAgents machines,
        HttpLoadBalancer balancer)
        implements AutoCloseable {
    static final String BACKEND_SET = "ingress";

    /** Starts what is described; what has started is closed again if another part can't start. */
    static SandboxParts start(
            OciEmulatorBuilder description,
            Function<Supplier<KubernetesVersion>, ClusterServer> server,
            NodeOptions options,
            String manifests) {
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            OciEmulator oci = description.start();
            started.push(oci);
            ClusterServer kubernetes = server.apply(oci::kubernetesVersion);
            started.push(kubernetes);
            PrivateNetwork network = new PrivateNetwork();
            started.push(network);
            NodeAgents machines = NodeAgents.start(kubernetes.agents(), network, options);
            started.push(machines);
            int nodes = oci.runningInstances().size();
            oci.instances(machines);
            Workloads workloads = new Workloads(kubernetes.administrator());
            workloads.awaitNodes(nodes); // so that pods are spread over all of them
            workloads.create(manifests);
            workloads.awaitReady(nodes);
            HttpLoadBalancer balancer = balance(oci, network);
            started.push(balancer);
            return new SandboxParts(oci, kubernetes, network, machines, balancer);
        } catch (RuntimeException | Error broken) {
            started.forEach(SandboxParts::closeQuietly);
            throw broken;
        }
    }

    private static HttpLoadBalancer balance(OciEmulator oci, PrivateNetwork network) {
        String id = oci.loadBalancerIds().get(0);
        FirstChecks checks = new FirstChecks(
                oci.backends(id, BACKEND_SET),
                (backend, status) -> oci.healthChecked(id, BACKEND_SET, backend, status));
        HttpLoadBalancer balancer = HttpLoadBalancer.start(
                () -> oci.backends(id, BACKEND_SET),
                () -> oci.stickySessions(id, BACKEND_SET),
                network,
                HealthCheck.quick(),
                checks);
        checks.await();
        return balancer;
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
        machines.close();
        kubernetes.close();
        oci.close();
        network.close();
    }
}
