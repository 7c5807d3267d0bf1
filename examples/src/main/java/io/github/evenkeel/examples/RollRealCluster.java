package io.github.evenkeel.examples;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeException;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.FileJournal;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Rolls a cluster of a real tenancy, or one that {@code sandbox.jar serve} plays.
 *
 * <p>Needs an OCI configuration file and a kubeconfig file; the OCIDs are arguments or variables of the environment.
 */
public final class RollRealCluster {
    private static final String USAGE =
            """
            usage: RollRealCluster --cluster OCID --load-balancer OCID [--to VERSION] [options]
              --cluster OCID          of the cluster, else the variable CLUSTER_ID
              --load-balancer OCID    in front of its nodes, else the variable LOAD_BALANCER_ID
              --to VERSION            to upgrade to; without it the nodes that lag behind their pool are rolled
              --pool OCID             the only node pool to roll; without it all of the cluster's are
              --oci-config FILE       else the variable OCI_CLI_CONFIG_FILE, else ~/.oci/config
              --profile NAME          of that file, else DEFAULT
              --endpoint URL          of the OCI services, else the variable OCI_ENDPOINT, else the region's own
              --kubeconfig FILE       else the variable KUBECONFIG, else ~/.kube/config
              --probe URL             of an application that has to stay available
              --journal PLACE         a directory, or 'configmap' for one in namespace kube-system: goes on where a
                                      run with the same arguments ended, and keeps a second one out
              --within MINUTES        for all of it; without it there is no limit
              --report FILE           to write the report to, as JSON
              --plan-only             prints what would be done, and changes nothing
              --quick                 waits that suit a sandbox, and no cluster that anybody needs""";

    /** Of the journal and the lock. */
    private static final String NAMESPACE = "kube-system";

    private static final String NAME = "evenkeel";

    private RollRealCluster() {}

    /**
     * Exits with 0 if the roll completed or the plan has no blockers, with 1 if not, with 2 for a wrong command line.
     */
    public static void main(String... line) {
        System.exit(run(line, System.out, System.err));
    }

    static int run(String[] line, PrintStream out, PrintStream err) {
        try {
            Arguments arguments = new Arguments(
                    List.of(line),
                    Set.of(
                            "--cluster",
                            "--load-balancer",
                            "--to",
                            "--pool",
                            "--oci-config",
                            "--profile",
                            "--endpoint",
                            "--kubeconfig",
                            "--probe",
                            "--journal",
                            "--within",
                            "--report"),
                    Set.of("--plan-only", "--quick"));
            return roll(arguments, out);
        } catch (Arguments.UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        } catch (UpgradeException | IOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int roll(Arguments arguments, PrintStream out) throws IOException, InterruptedException {
        try (Clients clients = Clients.of(arguments)) {
            UpgradePlan plan = plan(arguments, clients).withListener(new Progress(out));
            if (arguments.has("--plan-only")) {
                return Plans.print(plan.preview(), out);
            }
            try (Upgrade upgrade = arguments.value("--journal").isPresent() ? plan.recover() : plan.rollNodes()) {
                UpgradeReport report = upgrade.await();
                Summary.print(report, out);
                write(arguments, report);
                return 0;
            } catch (UpgradeException e) {
                if (e.report().isPresent()) {
                    Summary.print(e.report().get(), out);
                    write(arguments, e.report().get());
                }
                throw e;
            }
        }
    }

    private static UpgradePlan plan(Arguments arguments, Clients clients) {
        UpgradePlan plan = UpgradePlan.forCluster(
                        OkeCluster.of(clients.containerEngine(), arguments.required("--cluster", "CLUSTER_ID")),
                        KubernetesWorkloads.of(clients.kubernetes()))
                .withLoadBalancer(OciLoadBalancer.of(
                        clients.loadBalancer(), arguments.required("--load-balancer", "LOAD_BALANCER_ID")));
        if (arguments.value("--to").isPresent()) {
            plan = plan.toVersion(arguments.value("--to").get());
        }
        if (arguments.value("--pool").isPresent()) {
            plan = plan.inNodePools(arguments.value("--pool").get());
        }
        if (arguments.value("--probe").isPresent()) {
            plan = plan.withProbe(HttpProbe.of(arguments.value("--probe").get()));
        }
        if (arguments.value("--journal").isPresent()) {
            plan = journalled(plan, arguments, clients.kubernetes());
        }
        if (arguments.value("--within").isPresent()) {
            plan = plan.withTimeout(Duration.ofMinutes(arguments.number("--within", 0, 1, 10_000)));
        }
        return arguments.has("--quick") ? plan.withTiming(Plans.SANDBOX_TIMING) : plan;
    }

    private static UpgradePlan journalled(UpgradePlan plan, Arguments arguments, KubernetesClient kubernetes) {
        String place = arguments.value("--journal").orElseThrow();
        LeaseLock lock = LeaseLock.of(kubernetes, NAMESPACE, NAME);
        return plan.withJournal(
                        place.equals("configmap")
                                ? ConfigMapJournal.of(kubernetes, NAMESPACE, NAME)
                                : FileJournal.in(Path.of(place)))
                .withLock(arguments.has("--quick") ? lock.withTerm(Plans.SANDBOX_TERM) : lock);
    }

    private static void write(Arguments arguments, UpgradeReport report) throws IOException {
        if (arguments.value("--report").isPresent()) {
            new JsonReport(report).write(Path.of(arguments.value("--report").get()));
        }
    }
}
