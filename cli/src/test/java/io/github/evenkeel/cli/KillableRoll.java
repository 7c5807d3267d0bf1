package io.github.evenkeel.cli;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.journal.FileJournal;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.testkit.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** The roll of {@link RollCommand} against what {@link Serving} serves; ends at one of its {@link KillPoints}. */
final class KillableRoll {
    private KillableRoll() {}

    /**
     * Arguments: the journal, a directory or {@code configmap}; the file of the kill points, their stride and offset;
     * how many nodes are added at most.
     */
    public static void main(String... line) throws IOException, InterruptedException {
        KillPoints points = new KillPoints(Path.of(line[1]), Integer.parseInt(line[2]), Integer.parseInt(line[3]));
        try (Clients clients = Clients.of(new ConnectionOptions())) {
            ManagedCluster cluster = OkeCluster.of(clients.containerEngine(), variable("CLUSTER_ID"));
            LoadBalancer balancer = OciLoadBalancer.of(clients.loadBalancer(), variable("LOAD_BALANCER_ID"));
            Journal journal = line[0].equals("configmap")
                    ? ConfigMapJournal.of(clients.kubernetes(), "kube-system", "evenkeel")
                    : FileJournal.in(Path.of(line[0]));
            RunLock lock = LeaseLock.of(clients.kubernetes(), "kube-system", "evenkeel")
                    .withTerm(SandboxTiming.TERM);
            try (Upgrade upgrade = UpgradePlan.forCluster(
                            points.around(ManagedCluster.class, cluster),
                            points.around(Workloads.class, KubernetesWorkloads.of(clients.kubernetes())))
                    .withLoadBalancer(points.around(LoadBalancer.class, balancer))
                    .toVersion(RealRoll.TARGET)
                    .withRollout(rollout(Integer.parseInt(line[4])))
                    .withTiming(Sandbox.timing())
                    .withJournal(points.around(Journal.class, journal))
                    .withLock(points.around(RunLock.class, lock))
                    .withListener(new Progress(System.out))
                    .recover()) {
                System.out.println(upgrade.await().outcome());
            }
        }
        System.exit(0);
    }

    private static Rollout rollout(int surge) {
        return surge == 0 ? Rollout.oneAtATime() : Rollout.maxSurge(surge);
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }
}
