package io.github.evenkeel.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.DrainFailedException;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.DrainRefusedException;
import io.github.evenkeel.DrainReport;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.examples.Arguments.UsageException;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.spi.ServiceException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Drains one node of any cluster, says what a drain would do, or ends one. */
public final class DrainNode {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USAGE =
            """
            usage: DrainNode KUBECONFIG NODE [options]
              --plan              prints what would become of each pod, as JSON, and changes nothing
              --restore           lets pods onto the node again, if a drain by this program cordoned it
              --evict-unmanaged   evicts pods that nothing would make again, too
              --keep-empty-dir    refuses where a pod has data in an emptyDir volume""";

    private DrainNode() {}

    /** Exits with 0 if all went well, with 1 if a pod blocks or the drain failed, with 2 for a wrong command line. */
    public static void main(String... line) {
        System.exit(run(line, System.out, System.err));
    }

    static int run(String[] line, PrintStream out, PrintStream err) {
        try {
            if (line.length < 2) {
                throw new UsageException("needed: a kubeconfig file and the name of a node");
            }
            Arguments arguments = new Arguments(
                    List.of(line).subList(2, line.length),
                    Set.of(),
                    Set.of("--plan", "--restore", "--evict-unmanaged", "--keep-empty-dir"));
            try (KubernetesClient client = Clients.kubernetes(line[0])) {
                return run(DrainPlan.forNode(KubernetesWorkloads.of(client), line[1]), arguments, out, err);
            }
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        } catch (DrainRefusedException | DrainFailedException | ServiceException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static int run(DrainPlan plain, Arguments arguments, PrintStream out, PrintStream err) {
        DrainPolicy policy = DrainPolicy.defaults();
        if (arguments.has("--evict-unmanaged")) {
            policy = policy.evictingUnmanagedPods();
        }
        if (arguments.has("--keep-empty-dir")) {
            policy = policy.keepingEmptyDirData();
        }
        DrainPlan plan = plain.withDrainPolicy(policy);
        if (arguments.has("--plan")) {
            DrainPreview preview = plan.onEvents(new Progress(err)).preview();
            preview.findings().forEach(err::println);
            out.println(json(preview).toPrettyString());
            return preview.canDrain() ? 0 : 1;
        }
        if (arguments.has("--restore")) {
            DrainPlan.Restored restored = plan.restore();
            out.println(restored);
            return restored == DrainPlan.Restored.UNCORDONED || restored == DrainPlan.Restored.NOT_CORDONED ? 0 : 1;
        }
        DrainReport report = plan.onEvents(new Progress(out)).drain();
        report.warnings().forEach(out::println);
        out.println(report.outcome() + ": " + report.evicted().size() + " pods evicted in "
                + report.took().toMillis() / 1000.0 + " s");
        return 0;
    }

    /** An entry for each pod. */
    private static ArrayNode json(DrainPreview preview) {
        ArrayNode pods = JSON.createArrayNode();
        for (PodVerdict verdict : preview.pods()) {
            ObjectNode pod = pods.addObject()
                    .put("namespace", verdict.pod().namespace())
                    .put("name", verdict.pod().name())
                    .put("verdict", word(verdict.decision()));
            verdict.reasons().forEach(pod.putArray("reasons")::add);
        }
        return pods;
    }

    /** A pod on its way out leaves as one that is evicted does. */
    private static String word(PodVerdict.Decision decision) {
        return switch (decision) {
            case SKIP -> "skip";
            case EVICT, LEAVING -> "evict";
            case BLOCK -> "block";
        };
    }
}
