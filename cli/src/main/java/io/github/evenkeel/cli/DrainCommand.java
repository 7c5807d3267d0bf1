package io.github.evenkeel.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.DrainRestoration;
import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.spi.ServiceException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Drains one node of any cluster, shows what a drain would do, or ends one. After Ctrl-C or SIGTERM it uncordons the
 * node before it exits.
 */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "evenkeel drain KUBECONFIG NODE [OPTIONS]",
        description = "Drains one node of any Kubernetes cluster: cordons it and evicts its pods. Ctrl-C puts it back.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the node is drained; with --plan: nothing blocks; with --restore: the node takes pods",
            "1:a pod blocks, the drain failed, or another client cordoned the node",
            "2:there was no drain to try: a wrong command line, a kubeconfig that can't be used, an API server"
                    + " that does not answer"
        })
final class DrainCommand implements Callable<Integer> {
    private static final int NOT_TRIED = 2;
    private static final int PATIENCE_OF_A_DRAIN = 600;
    private static final int PATIENCE = 30;

    @Parameters(index = "0", paramLabel = "KUBECONFIG", description = "file whose current context is the cluster")
    String kubeconfig = "";

    @Parameters(index = "1", paramLabel = "NODE", description = "name of the node")
    String node = "";

    @Option(names = "--plan", description = "prints what would become of each pod, as JSON, and changes nothing")
    boolean plans;

    @Option(names = "--restore", description = "lets pods onto the node again, if a drain by this program cordoned it")
    boolean restores;

    @Option(names = "--evict-unmanaged", description = "evicts pods that nothing would make again, too")
    boolean evictUnmanaged;

    @Option(names = "--keep-empty-dir", description = "refuses where a pod has data in an emptyDir volume")
    boolean keepEmptyDir;

    @Mixin
    final SurgeOption surge = new SurgeOption();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            converter = Patience.class,
            description = "how long to bear an API server that does not answer, 1 to 3600; without it " + PATIENCE
                    + ", for a drain " + PATIENCE_OF_A_DRAIN)
    Optional<Integer> patience = Optional.empty();

    private final PrintStream out;
    private final PrintStream err;

    DrainCommand(Streams streams) {
        out = streams.out();
        err = streams.err();
    }

    @Override
    public Integer call() {
        if (plans && restores) {
            throw new UsageException("--plan and --restore exclude each other");
        }
        return InterruptedAtExit.run(this::run);
    }

    private int run() {
        try (KubernetesClient client = Kubeconfig.client(kubeconfig)) {
            err.println("API server " + client.getMasterUrl());
            return run(KubernetesWorkloads.of(client));
        } catch (Kubeconfig.UnusableException | ServiceException e) {
            err.println(e.getMessage());
            return NOT_TRIED;
        }
    }

    private int run(KubernetesWorkloads workloads) {
        boolean drains = !plans && !restores;
        DrainPlan plan = DrainPlan.forNode(workloads, node)
                .withDrainPolicy(policy())
                .withTiming(Timing.defaults()
                        .withCalls(calls -> calls.withPatience(
                                Duration.ofSeconds(patience.orElse(drains ? PATIENCE_OF_A_DRAIN : PATIENCE)))))
                .withListener(new Progress(drains ? out : err));
        if (plans) {
            DrainPreview preview = plan.preview();
            preview.findings().forEach(err::println);
            out.println(new PodsAsJson(workloads).of(preview).toPrettyString());
            return preview.canDrain() ? 0 : 1;
        }
        if (restores) {
            DrainRestoration restored = plan.restore();
            out.println(restored);
            return restored.outcome() == DrainRestoration.Outcome.UNCORDONED
                            || restored.outcome() == DrainRestoration.Outcome.NOT_CORDONED
                    ? 0
                    : 1;
        }
        return drain(plan);
    }

    private DrainPolicy policy() {
        DrainPolicy policy = DrainPolicy.defaults();
        if (evictUnmanaged) {
            policy = policy.evictingUnmanagedPods();
        }
        if (keepEmptyDir) {
            policy = policy.keepingEmptyDirData();
        }
        return surge.appliedTo(policy);
    }

    private int drain(DrainPlan plan) {
        try {
            DrainReport report = plan.drain();
            report.warnings().forEach(out::println);
            out.println(report.outcome() + ": " + report.evicted().size() + " pods evicted in "
                    + Progress.seconds(report.took()));
            return 0;
        } catch (EvenkeelException e) {
            err.println(e.getMessage());
            if (e.drainReport()
                    .filter(report -> report.outcome() == DrainReport.Outcome.UNFINISHED)
                    .isPresent()) {
                err.println("to put the node back:\n    " + restoring(kubeconfig, node));
            }
            return 1;
        }
    }

    /** A command that can be pasted: between single quotes no character but these has a meaning. */
    static String restoring(String kubeconfig, String node) {
        return "evenkeel drain " + quoted(kubeconfig) + " " + quoted(node) + " --restore";
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    private static final class Patience extends IntegerInRange {
        Patience() {
            super(1, 3600);
        }
    }
}
