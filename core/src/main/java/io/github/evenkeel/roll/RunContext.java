package io.github.evenkeel.roll;

import io.github.evenkeel.drain.Cordon;
import io.github.evenkeel.drain.Drain;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.Operations;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Prober;
import io.github.evenkeel.run.Reconciler;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.run.state.ServingEntry;
import io.github.evenkeel.traffic.Backends;
import io.github.evenkeel.traffic.ServingBackends;
import java.time.Duration;
import java.util.Map;

/** What the steps of one run work with; made once for each run. */
final class RunContext {
    final PlanSpec spec;
    final String runId;
    final EventPublisher publisher;
    final Waits waits;
    final Retries retries;
    final Operations operations;
    final Reconciler changes;
    final Backends backends;
    final ServingBackends servingBackends;
    final Cordon cordon;
    final Drain drain;
    final Prober prober;
    final JournalEntries journal;
    final ControlRequests controls;
    final OtherRuns otherRuns;

    RunContext(RunSession session) {
        this.spec = session.spec();
        this.runId = session.runId();
        Run run = Run.begin(spec.scheduler(), spec.timing(), session.publisher());
        publisher = run.publisher();
        waits = run.waits();
        retries = run.retries();
        operations = new Operations(waits, retries);
        changes = new Reconciler(waits, retries, operations);
        backends = new Backends(spec, changes, retries, waits);
        cordon = new Cordon(spec.workloads(), run, runId);
        drain = new Drain(spec.workloads(), spec.drainPolicy(), run, cordon);
        prober = new Prober(spec, publisher, waits);
        otherRuns = new OtherRuns(spec.workloads(), retries, runId);
        journal = new JournalEntries(session.runJournal(), session.lease(), retries);
        servingBackends = new ServingBackends(
                spec, retries, waits, servedAtFirst(session), baseline -> journal.note(new ServingEntry(baseline)));
        controls = new ControlRequests(waits, session);
        waits.onTick(session.lease().renewInterval(), () -> {
            session.lease().renewIfDue();
            controls.note();
        });
        Duration deadline = spec.continuity().deadline();
        if (deadline != null) {
            Duration before = session.spent();
            Duration begin = spec.scheduler().elapsed();
            waits.withDeadline(deadline, before);
            session.runJournal()
                    .tellTime(() -> before.plus(spec.scheduler().elapsed()).minus(begin));
        }
    }

    /** A fact of the run that counted it: a run that begins anew counts anew. */
    private static Map<String, Integer> servedAtFirst(RunSession session) {
        return session.resumed()
                ? session.runJournal().serving().map(ServingEntry::baseline).orElse(Map.of())
                : Map.of();
    }
}
