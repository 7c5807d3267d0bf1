package io.github.evenkeel.cli;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.HttpProbe;
import io.github.evenkeel.LoadBalancerStage;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OciNetworkLoadBalancer;
import io.github.evenkeel.oci.OciServiceLoadBalancers;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.report.RequestCount;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rolls a sandbox under traffic, and prints the result for each node and for the requests. */
@Command(
        name = "roll",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Rolls a sandbox cluster from v1.31.1 to v1.32.1 under traffic. It needs no account.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the roll completed and no request failed",
            "1:the roll did not complete, or requests failed",
            "2:the command line is wrong"
        })
final class SandboxRollCommand implements Callable<Integer> {
    private static final String TARGET = "v1.32.1";
    private static final int REQUESTS_PER_SECOND = 120;

    @Mixin
    final SandboxOptions options = new SandboxOptions();

    @Mixin
    final RolloutOptions rollout = new RolloutOptions();

    @Mixin
    final ReportOption reporting = new ReportOption();

    @Mixin
    final ProgressOption progress = new ProgressOption();

    @Option(names = "--skip-lb-drain", description = "leaves out the first step for each node, and loses requests")
    boolean skipDrain;

    @Option(names = "--plan-only", description = "prints what would be done, and changes nothing")
    boolean planOnly;

    private final PrintStream out;

    SandboxRollCommand(Streams streams) {
        out = streams.out();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        reporting.check();
        rollout.check();
        out.println("starting a sandbox of " + options.nodes + " nodes");
        try (Sandbox sandbox = options.described().start()) {
            UpgradePlan plan = plan(sandbox);
            return planOnly
                    ? PlanListing.print(plan.withListener(new Progress(out)).preview(), out)
                    : roll(sandbox, plan);
        }
    }

    private UpgradePlan plan(Sandbox sandbox) {
        return reporting.recorded(SandboxTiming.in(behind(
                        sandbox,
                        UpgradePlan.forCluster(
                                OkeCluster.of(sandbox.containerEngine(), sandbox.clusterId()),
                                KubernetesWorkloads.of(sandbox.kubernetes())))
                .toVersion(TARGET)
                .withRollout(rollout.rollout())
                .withProbe(HttpProbe.of(sandbox.trafficUrl().toString()))));
    }

    private UpgradePlan behind(Sandbox sandbox, LoadBalancerStage<UpgradePlan> stage) {
        return switch (options.exposure) {
            case BACKEND_SETS ->
                stage.withLoadBalancer(drained(OciLoadBalancer.of(sandbox.loadBalancer(), sandbox.loadBalancerId())));
            case NLB ->
                stage.withLoadBalancer(
                        drained(OciNetworkLoadBalancer.of(sandbox.networkLoadBalancer(), sandbox.loadBalancerId())));
            case SERVICE, SERVICE_NLB -> {
                OciServiceLoadBalancers found = OciServiceLoadBalancers.of(
                                sandbox.loadBalancer(), List.of(sandbox.compartmentId()))
                        .withNetworkLoadBalancers(sandbox.networkLoadBalancer());
                yield stage.withServiceLoadBalancers(
                        service -> found.find(service).map(this::drained));
            }
        };
    }

    private LoadBalancer drained(LoadBalancer loadBalancer) {
        return skipDrain ? new WithoutDrain(loadBalancer) : loadBalancer;
    }

    private int roll(Sandbox sandbox, UpgradePlan plan) throws IOException, InterruptedException {
        UpgradeReport report;
        TrafficReport requests;
        sandbox.resetCalls();
        SandboxPeaks peaks = SandboxPeaks.watch(sandbox);
        try (peaks;
                Traffic traffic = sandbox.startTraffic(REQUESTS_PER_SECOND)) {
            peaks.sample(traffic, reporting.recording);
            report = complete(plan);
            requests = traffic.stop();
        }
        Summary.print(report, out);
        Summary.print(requests, out);
        reporting.write(report, roll -> roll.withPeaks(peaks.peakUnavailable(), peaks.peakMachines())
                .withRequests(new RequestCount(requests.sent(), requests.failed()))
                .withCalls("oci", sandbox.ociCalls())
                .withCalls("kubernetes", sandbox.kubernetesCalls()));
        return report.outcome() == UpgradeReport.Outcome.COMPLETED && requests.failed() == 0 ? 0 : 1;
    }

    /** The report, of a roll that failed too; the rest is for the caller. */
    private UpgradeReport complete(UpgradePlan plan) throws InterruptedException {
        ProgressOption.View view = progress.view(out);
        try (Upgrade upgrade = view.watching(plan).rollNodes()) {
            return view.shownToItsEnd(upgrade);
        } catch (EvenkeelException e) {
            return e.upgradeReport().orElseThrow(() -> e);
        }
    }
}
