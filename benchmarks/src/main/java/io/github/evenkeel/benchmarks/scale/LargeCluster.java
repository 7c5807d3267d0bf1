package io.github.evenkeel.benchmarks.scale;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import io.github.evenkeel.testkit.oci.BackendSetSpec;
import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.oci.LoadBalancerSpec;
import io.github.evenkeel.testkit.oci.NodePoolSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciEmulatorBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The services of OCI and the Kubernetes API of a sandbox, holding a cluster of any size, with budgets, Services, a
 * DaemonSet and volumes. No machine runs: nodes and pods are what the API tells of them, and pods are gone as soon as
 * they are evicted.
 */
final class LargeCluster implements AutoCloseable {
    private static final String SET = "ingress";
    private static final int PORT = 30_080;
    private static final int BACKENDS = 3;

    /** A limit of the service. */
    private static final int MOST_IN_POOL = 1_000;

    private final OciEmulator oci;
    private final KubernetesApi kubernetes;

    LargeCluster(int nodes, int podsPerNode) {
        OciEmulatorBuilder description = OciEmulator.builder();
        for (int left = nodes; left > 0; left -= MOST_IN_POOL) {
            description.nodePool(NodePoolSpec.named("workers-" + left).size(Math.min(left, MOST_IN_POOL)));
        }
        oci = description
                .loadBalancer(LoadBalancerSpec.named(SET)
                        .listener("http", 80, SET)
                        .backendSet(backends(BackendSetSpec.named(SET))))
                .start();
        String balancer = oci.loadBalancerIds().get(0);
        oci.backends(balancer, SET)
                .forEach(backend -> oci.healthChecked(balancer, SET, backend.name(), HealthCheckStatus.OK));
        kubernetes = KubernetesApi.start(() -> KubernetesVersion.parse("v1.31.1"));
        List<Instance> machines = oci.runningInstances();
        kubernetes.restore(machines.stream().map(Manifests::node));
        kubernetes.restore(machines.stream().flatMap(machine -> IntStream.range(0, podsPerNode)
                .mapToObj(number -> Manifests.pod(machine, number))));
        kubernetes.restore(Stream.of(
                        Stream.of(Furniture.daemonSet()),
                        Furniture.services(),
                        Furniture.volumes(),
                        Furniture.attachments(machines.get(machines.size() - 1).privateIp()),
                        Furniture.budgets())
                .flatMap(objects -> objects));
    }

    /** Writes what a program needs to know to reach it. */
    Addresses addresses(Path directory) throws IOException {
        return new Addresses(
                kubernetes.writeKubeconfig(directory).toString(),
                oci.writeCliConfig(directory).toString(),
                oci.endpoint().toString(),
                oci.clusterId(),
                oci.loadBalancerIds().get(0));
    }

    KubernetesApi kubernetes() {
        return kubernetes;
    }

    /** The name of a node. */
    String firstNode() {
        return oci.runningInstances().get(0).privateIp();
    }

    @Override
    public void close() {
        kubernetes.close();
        oci.close();
    }

    /** Addresses of the first nodes, as the emulator hands them out. */
    private static BackendSetSpec backends(BackendSetSpec set) {
        IntStream.range(2, 2 + BACKENDS)
                .forEach(host -> set.backend(new BackendState("10.0.10." + host, PORT, 1, 0, false, false, false)));
        return set;
    }
}
