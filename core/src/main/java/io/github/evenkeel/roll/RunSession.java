package io.github.evenkeel.roll;

import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.plan.RolloutPlan;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.lease.GuardedCluster;
import io.github.evenkeel.run.lease.GuardedLoadBalancer;
import io.github.evenkeel.run.lease.GuardedWorkloads;
import io.github.evenkeel.run.lease.LeaseGuard;
import io.github.evenkeel.run.lease.PortCalls;
import io.github.evenkeel.run.state.EndedRun;
import io.github.evenkeel.run.state.RunEntry;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.run.state.WavesEntry;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Session of a run: the lock, the journal and the identity that it needs before the first change. It reads the journal
 * first, and opens it only when it is certain that the run begins or is recovered.
 */
public final class RunSession {
    private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);

    private final PlanSpec spec;
    private final RunEntry entry;
    private final boolean resumed;
    private final RunJournal runJournal;
    private final LeaseGuard lease;
    private final String runner;
    private final OpeningCalls calls;
    private final List<Finding> findings;

    RunSession(
            PlanSpec spec,
            RunEntry entry,
            boolean resumed,
            RunJournal runJournal,
            LeaseGuard lease,
            String runner,
            OpeningCalls calls,
            List<Finding> findings) {
        this.entry = entry;
        this.resumed = resumed;
        this.runJournal = runJournal;
        this.lease = lease;
        this.runner = runner;
        this.calls = calls;
        this.findings = findings;
        PortCalls ports = calls.ports();
        this.spec = spec.through(
                new GuardedCluster(ports.to(ManagedCluster.class, spec.cluster()), lease),
                new GuardedWorkloads(ports.to(Workloads.class, spec.workloads()), lease),
                spec.loadBalancers().stream()
                        .<LoadBalancer>map(
                                balancer -> new GuardedLoadBalancer(ports.to(LoadBalancer.class, balancer), lease))
                        .toList(),
                spec.inventory().through(inventory -> ports.to(LoadBalancerInventory.class, inventory)));
    }

    /**
     * Nothing stands in the way: takes the journal over, if that has not been done.
     *
     * @param decided the waves of the run
     * @throws PlanRefusedException if another run has opened the journal since it was read
     */
    void begin(WavesEntry decided) {
        if (!runJournal.isBegun()) {
            takeJournal(() -> runJournal.begin(runner, entry, decided));
        }
    }

    void takeJournal(Runnable opening) {
        try {
            calls.make("open the journal", () -> {
                lease.require("open the journal"); // or it would be taken from the run that has the lock by now
                opening.run();
            });
        } catch (ServiceException e) {
            throw Refusal.of(new JournalCheck(spec).name(), e, "see that no other run is about to begin");
        }
    }

    /** What the journal tells, and what other policies change; blockers only for a look. */
    List<Finding> findings() {
        return Stream.of(findings.stream(), otherPolicy().stream(), otherRollout().stream())
                .flatMap(all -> all)
                .toList();
    }

    /** A look with what the journal tells; blockers first. */
    Preview with(Preview look) {
        List<Finding> all = Stream.concat(findings.stream(), look.findings().stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        return new PreviewRecord(all, look.steps(), look.rollout(), look.forecast(), look.nextOpen(), look.pauses());
    }

    String runId() {
        return entry.runId();
    }

    /** Whether another process, or an earlier call, has begun it. */
    boolean resumed() {
        return resumed;
    }

    /** Whether the plan has a journal of its own. */
    boolean hasJournal() {
        return spec.continuity().journal() != null;
    }

    /** Whether the run has one, and has begun: what is asked of it outlives this process. */
    boolean journalled() {
        return hasJournal() && runJournal.isBegun();
    }

    /** What is asked of it when it begins here: what was asked of it last, if it did not come to its end. */
    RunEntry.State asked() {
        return entry.state() == RunEntry.State.ENDED ? RunEntry.State.UNDERWAY : entry.state();
    }

    /** How much of its time it has taken in other processes. */
    Duration spent() {
        return entry.state() == RunEntry.State.ENDED ? Duration.ZERO : entry.spent();
    }

    /** Warns if the recovered run has another drain policy. */
    private Optional<Finding> otherPolicy() {
        String now = spec.drainPolicy().toString();
        return entry.drainPolicy().isEmpty() || entry.drainPolicy().equals(now)
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "drain policy",
                        "one that " + now,
                        "the one with which run " + runId() + " was begun, that " + entry.drainPolicy(),
                        "nothing, if that is meant: from here on the new one counts"));
    }

    /** Warns if the recovered run has another rollout. */
    private Optional<Finding> otherRollout() {
        String now = spec.rollout().toString();
        return entry.rollout().isEmpty() || entry.rollout().equals(now)
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "rollout",
                        now,
                        "the one with which run " + runId() + " was begun: " + entry.rollout(),
                        "nothing, if that is meant: the waves stay as they were decided, all else is new"));
    }

    /** With ports that change nothing once the run may not. */
    PlanSpec spec() {
        return spec;
    }

    /** The scope of what the run does for no single node. */
    NodeScope scope() {
        return calls.scope();
    }

    RunJournal runJournal() {
        return runJournal;
    }

    LeaseGuard lease() {
        return lease;
    }

    /** The waves that the run decided when it began; empty if it begins now. */
    Optional<WavesEntry> decidedWaves() {
        return resumed ? runJournal.waves() : Optional.empty();
    }

    /** How many of the nodes that another process has begun may be under way at once here. */
    RolloutPlan rolloutOfUnfinished() {
        return decidedWaves()
                .map(decided -> RolloutPlan.of(spec.rollout(), decided))
                .orElseGet(RolloutPlan::oneAtATime);
    }

    /** The run has come to an end of its own: writes that down, and lets the next one in. */
    void end(Optional<UpgradeReport> report) {
        try {
            lease.require("end the run");
            runJournal.end(report.map(RunSession::ended));
        } catch (RuntimeException e) {
            // Then it looks unfinished: a process that recovers it finds nothing to do.
            LOG.warn("the end of run {} could not be written to the journal", runId(), e);
        } finally {
            leave();
        }
    }

    /** The run ends here without having come to its end, and the next one may go on with it at once. */
    void leave() {
        try {
            runJournal.close();
        } catch (RuntimeException e) {
            LOG.warn("the journal of run {} could not be closed", runId(), e);
        } finally {
            lease.end();
        }
    }

    private static EndedRun ended(UpgradeReport report) {
        return new EndedRun(
                report.outcome(),
                report.started(),
                report.took(),
                report.failure().map(failure -> failure.step().id()).orElse(""),
                report.failure().map(Failure::object).orElse(""),
                report.failure().map(Failure::expected).orElse(""),
                report.failure().map(Failure::actual).orElse(""));
    }
}
