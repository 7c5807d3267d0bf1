package io.github.evenkeel.examples;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.DrainFailedException;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainRefusedException;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.Timing;
import io.github.evenkeel.examples.Arguments.UsageException;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.spi.ServiceException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Drains one node of any cluster, says what a drain would do, or ends one. A drain that is told to end, by Ctrl-C or
 * SIGTERM, puts the node back first.
 */
public final class DrainNode {
    private static final String USAGE =
            """
            usage: drain-node KUBECONFIG NODE [options]
              --plan              prints what would become of each pod, as JSON, and changes nothing
              --restore           lets pods onto the node again, if a drain by this program cordoned it
              --evict-unmanaged   evicts pods that nothing would make again, too
              --keep-empty-dir    refuses where a pod has data in an emptyDir volume
              --patience SECONDS  how long to bear an API server that does not answer; without it 30 s, 600 s for a
                                  drain""";

    private static final int WRONG = 2;

    private DrainNode() {}

    /**
     * Exits with 0 if all went well, with 1 if a pod blocks or the drain failed, with 2 if there was no drain to try: a
     * wrong command line, a kubeconfig that can't be used, an API server that does not answer.
     */
    public static void main(String... line) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread drains = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (ended.getCount() > 0) {
                drains.interrupt();
                awaitQuietly(ended);
            }
        }));
        int code = WRONG;
        try {
            code = run(line, System.out, System.err);
        } finally {
            ended.countDown();
        }
        System.exit(code);
    }

    static int run(String[] line, PrintStream out, PrintStream err) {
        try {
            if (line.length < 2 || line[0].startsWith("--") || line[1].startsWith("--")) {
                throw new UsageException("needed: a kubeconfig file and the name of a node");
            }
            Arguments arguments = new Arguments(
                    List.of(line).subList(2, line.length),
                    Set.of("--patience"),
                    Set.of("--plan", "--restore", "--evict-unmanaged", "--keep-empty-dir"));
            if (arguments.has("--plan") && arguments.has("--restore")) {
                throw new UsageException("--plan and --restore exclude each other");
            }
            try (KubernetesClient client = Clients.kubernetes(line[0])) {
                err.println("API server " + client.getMasterUrl());
                return run(KubernetesWorkloads.of(client), line, arguments, out, err);
            }
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return WRONG;
        } catch (Kubeconfig.UnusableException | ServiceException e) {
            err.println(e.getMessage());
            return WRONG;
        }
    }

    private static int run(
            KubernetesWorkloads workloads, String[] line, Arguments arguments, PrintStream out, PrintStream err) {
        DrainPolicy policy = DrainPolicy.defaults();
        if (arguments.has("--evict-unmanaged")) {
            policy = policy.evictingUnmanagedPods();
        }
        if (arguments.has("--keep-empty-dir")) {
            policy = policy.keepingEmptyDirData();
        }
        boolean drains = !arguments.has("--plan") && !arguments.has("--restore");
        DrainPlan plan = DrainPlan.forNode(workloads, line[1])
                .withDrainPolicy(policy)
                .withTiming(Timing.defaults()
                        .withCalls(calls -> calls.withPatience(
                                Duration.ofSeconds(arguments.number("--patience", drains ? 600 : 30, 1, 3600)))))
                .withListener(new Progress(drains ? out : err));
        if (arguments.has("--plan")) {
            DrainPreview preview = plan.preview();
            preview.findings().forEach(err::println);
            out.println(new PodsAsJson(workloads).of(preview).toPrettyString());
            return preview.canDrain() ? 0 : 1;
        }
        if (arguments.has("--restore")) {
            DrainPlan.Restored restored = plan.restore();
            out.println(restored);
            return restored == DrainPlan.Restored.UNCORDONED || restored == DrainPlan.Restored.NOT_CORDONED ? 0 : 1;
        }
        return drain(plan, line, out, err);
    }

    private static int drain(DrainPlan plan, String[] line, PrintStream out, PrintStream err) {
        try {
            DrainReport report = plan.drain();
            report.warnings().forEach(out::println);
            out.println(report.outcome() + ": " + report.evicted().size() + " pods evicted in "
                    + Progress.seconds(report.took()));
            return 0;
        } catch (DrainRefusedException e) {
            err.println(e.getMessage());
            return 1;
        } catch (DrainFailedException e) {
            err.println(e.getMessage());
            if (e.report().outcome() == DrainReport.Outcome.UNFINISHED) {
                err.println("to put the node back:\n    " + restoring(line[0], line[1]));
            }
            return 1;
        }
    }

    /** A command that can be pasted: between single quotes no character but these has a meaning. */
    static String restoring(String kubeconfig, String node) {
        return "drain-node " + quoted(kubeconfig) + " " + quoted(node) + " --restore";
    }

    private static String quoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    private static void awaitQuietly(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
