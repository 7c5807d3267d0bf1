package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.lease.LeaseGuard;
import io.github.evenkeel.run.state.RunEntry;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.run.state.UnreadableEntryException;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opens a session: takes the lock, reads the journal, and decides whether the run may begin or be recovered. It opens
 * the journal only when that is certain.
 */
public final class SessionOpening {
    private SessionOpening() {}

    /** For a look that changes nothing, a journal included: what that holds is among the findings. */
    public static RunSession toLook(PlanSpec spec) {
        OpeningCalls calls = new OpeningCalls(spec, scope(spec))
                .giveUpWithin(spec.timing().calls().preview());
        List<Finding> findings = new ArrayList<>();
        PlanSpec found = spec;
        String runner = UUID.randomUUID().toString();
        String runId = runner;
        try {
            RunJournal runJournal = read(spec, calls);
            runId = runJournal.underway().map(RunEntry::runId).orElse(runner); // its cordons are of no unknown run
            findings.addAll(JournalCheck.damages(runJournal));
            new JournalCheck(spec).againstBeginning(runJournal).ifPresent(findings::add);
            found = ServiceBalancers.in(spec, calls);
        } catch (PlanRefusedException e) {
            findings.addAll(e.blockers());
        }
        return new RunSession(
                found,
                entry(spec, runId),
                false,
                RunJournal.read(new MemoryJournal()),
                LeaseGuard.begin(spec.scheduler(), null, ""),
                runner,
                calls,
                findings);
    }

    /** @throws PlanRefusedException if another run is at work, or has left something unfinished */
    public static RunSession anew(PlanSpec spec) {
        return anew(spec, newId(spec), scope(spec));
    }

    /** The same, in a scope that can be cancelled meanwhile. */
    static RunSession anew(PlanSpec spec, String newId, NodeScope scope) {
        return open(spec, Opening.ANEW, newId, scope);
    }

    /**
     * For the run that the journal tells of; for a new one if it tells of none.
     *
     * @throws PlanRefusedException if another run is at work, or that one was about something else
     */
    public static RunSession toGoOn(PlanSpec spec) {
        return toGoOn(spec, newId(spec), scope(spec));
    }

    /** The same, in a scope that can be cancelled meanwhile. */
    static RunSession toGoOn(PlanSpec spec, String newId, NodeScope scope) {
        return open(spec, Opening.GOING_ON, newId, scope);
    }

    /** Identity of a run of that plan that begins: the one that the plan gives, or one that no other run has. */
    static String newId(PlanSpec spec) {
        return Optional.ofNullable(spec.continuity().runId())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** A scope for a run of that plan. */
    static NodeScope scope(PlanSpec spec) {
        return NodeScope.begin(spec.scheduler(), spec.timing(), spec.listeners());
    }

    private enum Opening {
        ANEW,
        GOING_ON
    }

    private static RunSession open(PlanSpec spec, Opening opening, String newId, NodeScope scope) {
        String runner = UUID.randomUUID().toString();
        scope.publisher().identify(newId, Optional.of(spec.cluster().id()));
        if (spec.continuity().journal() == null && opening == Opening.GOING_ON) {
            throw Refusal.of(Finding.blocker(
                    "the plan", "no journal", "the journal of the run to recover", "set it: withJournal(...)"));
        }
        OpeningCalls calls = new OpeningCalls(spec, scope);
        RunLock named = spec.continuity().lock();
        RunLock lock = named == null ? null : calls.ports().to(RunLock.class, named);
        LeaseGuard lease;
        try {
            lease = calls.make("take the lock", () -> LeaseGuard.begin(spec.scheduler(), lock, runner));
        } catch (ServiceException e) {
            throw Refusal.of("lock of the cluster", e, "wait until that run has ended, or end it");
        }
        try {
            calls.keep(lease);
            RunJournal runJournal = read(spec, calls);
            return session(spec, opening, entry(spec, newId), runner, runJournal, lease, calls);
        } catch (RuntimeException | Error e) {
            lease.end();
            throw e;
        }
    }

    private static RunSession session(
            PlanSpec spec,
            Opening opening,
            RunEntry plan,
            String runner,
            RunJournal runJournal,
            LeaseGuard lease,
            OpeningCalls calls) {
        JournalCheck check = new JournalCheck(spec);
        List<Finding> damages = JournalCheck.damages(runJournal);
        if (opening == Opening.ANEW) {
            check.againstBeginning(runJournal).ifPresent(SessionOpening::refuse);
        }
        Optional<RunEntry> underway = runJournal.underway();
        PlanSpec found = ServiceBalancers.in(spec, calls);
        if (underway.isEmpty() && opening == Opening.GOING_ON) {
            EndedReport.requireNone(spec, runJournal);
        }
        if (underway.isEmpty()) {
            return new RunSession(found, plan, false, runJournal, lease, runner, calls, damages);
        }
        RunEntry before = underway.get();
        check.againstGoingOn(before, plan, spec.continuity().runId()).ifPresent(SessionOpening::refuse);
        RunSession session = new RunSession(found, before, true, runJournal, lease, runner, calls, damages);
        RunEntry now = before.goingOnWith(plan);
        session.takeJournal(() -> runJournal.goOn(runner, now));
        return session;
    }

    private static RunJournal read(PlanSpec spec, OpeningCalls calls) {
        Journal named = spec.continuity().journal();
        Journal journal = named == null ? new MemoryJournal() : calls.ports().to(Journal.class, named);
        JournalCheck check = new JournalCheck(spec);
        try {
            RunJournal runJournal = calls.make("read the journal", () -> RunJournal.read(journal));
            JournalCheck.requireReadable(runJournal);
            return runJournal;
        } catch (ServiceException e) {
            throw Refusal.of(check.name(), e, "see that no other run is about to begin");
        } catch (UnreadableEntryException e) {
            throw Refusal.of(check.unreadable(e));
        }
    }

    private static RunEntry entry(PlanSpec spec, String runId) {
        return new RunEntry(
                runId,
                spec.cluster().id(),
                spec.aim(),
                spec.pools().text(),
                loadBalancers(spec),
                spec.drainPolicy().toString(),
                spec.rollout().toString(),
                RunEntry.State.UNDERWAY,
                Duration.ZERO);
    }

    /** Those that are found may be others when the run is recovered. */
    private static String loadBalancers(PlanSpec spec) {
        Stream<String> named =
                spec.loadBalancers().stream().map(LoadBalancer::id).sorted();
        Stream<String> found = spec.services().finder() == null ? Stream.of() : Stream.of("of Services");
        return Stream.concat(named, found).collect(Collectors.joining(" "));
    }

    private static void refuse(Finding blocker) {
        throw Refusal.of(blocker);
    }
}
