package io.github.evenkeel.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.StepTimes;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.journal.FileJournal;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.LoadBalancer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of an upgrade plan. */
final class PlanOptions {
    /** Of the journal and the lock. */
    static final String NAMESPACE = "kube-system";

    static final String NAME = "evenkeel";

    @Option(names = "--cluster", paramLabel = "OCID", description = "cluster to upgrade; else the variable CLUSTER_ID")
    Optional<String> cluster = Optional.empty();

    @Option(
            names = "--load-balancer",
            paramLabel = "OCID",
            description =
                    "load balancer or network load balancer in front of its nodes; else the variable LOAD_BALANCER_ID. Not needed with"
                            + " --service-load-balancers")
    Optional<String> loadBalancer = Optional.empty();

    @Mixin
    final ServiceOptions services = new ServiceOptions();

    @Mixin
    final InventoryOptions inventory = new InventoryOptions();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "version to upgrade to; without it, the nodes that lag behind their pool are rolled")
    Optional<String> version = Optional.empty();

    @Option(
            names = "--pool",
            paramLabel = "OCID",
            description = "the only node pool to roll; without it, all pools of the cluster are rolled")
    Optional<String> pool = Optional.empty();

    @Option(names = "--probe", paramLabel = "URL", description = "of an application that has to stay available")
    Optional<String> probe = Optional.empty();

    @Option(
            names = "--journal",
            paramLabel = "PLACE",
            description = "a directory, or 'configmap' for one in namespace kube-system: goes on where a run with the"
                    + " same arguments ended, and keeps a second run out")
    Optional<String> journal = Optional.empty();

    @Option(
            names = "--within",
            paramLabel = "MINUTES",
            converter = Minutes.class,
            description = "for all of it; without it, there is no limit")
    Optional<Integer> minutes = Optional.empty();

    @Option(
            names = "--own-pod",
            paramLabel = "NAMESPACE/NAME",
            description =
                    "the pod in which this runs, if a node of the cluster has it; else the variables POD_NAMESPACE"
                            + " and POD_NAME")
    Optional<String> ownPod = Optional.empty();

    @Mixin
    final SurgeOption surge = new SurgeOption();

    @Mixin
    final VersionOptions versions = new VersionOptions();

    @Mixin
    final ReplacementOptions replacement = new ReplacementOptions();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            converter = History.class,
            description = "report of an earlier roll, from --report: the forecast takes the times of its steps")
    Optional<StepTimes> history = Optional.empty();

    @Mixin
    final RolloutOptions rollout = new RolloutOptions();

    @Option(names = "--quick", description = "waits that suit a sandbox, and no cluster that serves")
    boolean quick;

    UpgradePlan plan(Clients clients) {
        OkeCluster oke = OkeCluster.of(clients.containerEngine(), given("--cluster", cluster, "CLUSTER_ID"));
        Optional<LoadBalancer> named = loadBalancerId()
                .map(id -> OciLoadBalancer.ofAnyKind(clients.loadBalancer(), clients.networkLoadBalancer(), id));
        UpgradePlan plan = services.begin(
                UpgradePlan.forCluster(oke, KubernetesWorkloads.of(clients.kubernetes())),
                named,
                () -> services.finder(clients.loadBalancer(), clients.networkLoadBalancer(), oke));
        plan = plan.withRollout(rollout.rollout()).withDrainPolicy(surge.appliedTo(DrainPolicy.defaults()));
        if (version.isPresent()) {
            plan = plan.toVersion(version.get());
        }
        plan = inventory.in(plan, clients.loadBalancer(), clients.networkLoadBalancer());
        plan = versions.in(plan);
        plan = replacement.applyTo(plan);
        if (pool.isPresent()) {
            plan = plan.withNodePools(pool.get());
        }
        if (quick) {
            plan = SandboxTiming.in(plan);
        }
        if (history.isPresent()) {
            plan = plan.withStepTimes(history.get());
        }
        if (probe.isPresent()) {
            plan = plan.withProbe(HttpProbe.of(probe.get()));
        }
        if (journal.isPresent()) {
            plan = journaled(plan, journal.get(), clients.kubernetes());
        }
        if (minutes.isPresent()) {
            plan = plan.withTimeout(Duration.ofMinutes(minutes.get()));
        }
        Optional<String> own = ownPod.or(() -> podOf(System.getenv()));
        if (own.isPresent()) {
            plan = inPod(plan, own.get());
        }
        return plan;
    }

    /** Checks what needs no connection. */
    void check() {
        rollout.check();
        services.check();
        inventory.check();
    }

    private Optional<String> loadBalancerId() {
        return services.found
                ? loadBalancer.or(() -> Optional.ofNullable(System.getenv("LOAD_BALANCER_ID")))
                : Optional.of(given("--load-balancer", loadBalancer, "LOAD_BALANCER_ID"));
    }

    /** The option, else the variable of the environment. */
    private static String given(String option, Optional<String> value, String variable) {
        return value.or(() -> Optional.ofNullable(System.getenv(variable)))
                .orElseThrow(() -> new UsageException("needed: " + option + " OCID, or the variable " + variable));
    }

    /** The pod that the variables of a container name; empty if they name none. */
    static Optional<String> podOf(Map<String, String> variables) {
        String name = variables.getOrDefault("POD_NAME", "");
        String namespace = variables.getOrDefault("POD_NAMESPACE", "");
        if (name.isEmpty() != namespace.isEmpty()) {
            throw new UsageException("needed: both of the variables POD_NAMESPACE and POD_NAME, or none");
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(namespace + "/" + name);
    }

    private static UpgradePlan inPod(UpgradePlan plan, String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new UsageException("--own-pod is '" + path + "'; needed is NAMESPACE/NAME");
        }
        return plan.withOwnPod(parts[0], parts[1]);
    }

    private UpgradePlan journaled(UpgradePlan plan, String place, KubernetesClient kubernetes) {
        LeaseLock lock = LeaseLock.of(kubernetes, NAMESPACE, NAME);
        return plan.withJournal(
                        place.equals("configmap")
                                ? ConfigMapJournal.of(kubernetes, NAMESPACE, NAME)
                                : FileJournal.in(Path.of(place)))
                .withLock(quick ? lock.withTerm(SandboxTiming.TERM) : lock);
    }

    private static final class Minutes extends IntegerInRange {
        Minutes() {
            super(1, 10_000);
        }
    }
}
