package io.github.evenkeel.examples;

import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeException;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rolls a sandbox under traffic, and shows what became of every node and every request. */
final class RollCommand {
    private static final String TARGET = "v1.32.1";
    private static final int REQUESTS_PER_SECOND = 120;

    private final PrintStream out;

    RollCommand(PrintStream out) {
        this.out = out;
    }

    int run(List<String> line) throws IOException, InterruptedException {
        Arguments arguments = new Arguments(
                line, Set.of("--nodes", "--report"), Set.of("--skip-lb-drain", "--plan-only", "--control-plane"));
        int nodes = arguments.number("--nodes", 3, 2, 50);
        out.println("starting a sandbox of " + nodes + " nodes");
        try (Sandbox sandbox = Sandboxes.described(arguments).nodes(nodes).start()) {
            UpgradePlan plan = plan(sandbox, arguments.has("--skip-lb-drain"));
            return arguments.has("--plan-only")
                    ? Plans.print(plan.preview(), out)
                    : roll(sandbox, plan, arguments.value("--report").map(Path::of));
        }
    }

    private UpgradePlan plan(Sandbox sandbox, boolean skipDrain) {
        LoadBalancer loadBalancer = OciLoadBalancer.of(sandbox.loadBalancer(), sandbox.loadBalancerId());
        return UpgradePlan.forCluster(
                        OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId()),
                        KubernetesWorkloads.of(sandbox.kubernetes()))
                .withLoadBalancer(skipDrain ? new WithoutDrain(loadBalancer) : loadBalancer)
                .toVersion(TARGET)
                .withProbe(HttpProbe.of(sandbox.trafficUrl().toString()))
                .withTiming(Plans.SANDBOX_TIMING)
                .withListener(new Progress(out));
    }

    private int roll(Sandbox sandbox, UpgradePlan plan, Optional<Path> file) throws IOException, InterruptedException {
        UpgradeReport report;
        TrafficReport requests;
        sandbox.resetCalls();
        try (Traffic traffic = sandbox.startTraffic(REQUESTS_PER_SECOND)) {
            report = complete(plan);
            requests = traffic.stop();
        } catch (UpgradeException e) {
            out.println(e.getMessage());
            return 1;
        }
        Summary.print(report, out);
        Summary.print(requests, out);
        if (file.isPresent()) {
            new JsonReport(report)
                    .with("requests", Map.of("sent", requests.sent(), "failed", requests.failed()))
                    .with("ociCalls", sandbox.ociCalls())
                    .with("kubernetesCalls", sandbox.kubernetesCalls())
                    .write(file.get());
        }
        return report.outcome() == UpgradeReport.Outcome.COMPLETED && requests.failed() == 0 ? 0 : 1;
    }

    /** The report, of a roll that failed too; the rest is for the caller. */
    private static UpgradeReport complete(UpgradePlan plan) throws InterruptedException {
        try (Upgrade upgrade = plan.rollNodes()) {
            return upgrade.await();
        } catch (UpgradeException e) {
            return e.report().orElseThrow(() -> e);
        }
    }
}
