package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.logbook.Logbook;
import io.github.evenkeel.logbook.RunNotes;
import io.github.evenkeel.logbook.UnreadableEntryException;
import io.github.evenkeel.run.Diary;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import io.github.evenkeel.tenure.GuardedCluster;
import io.github.evenkeel.tenure.GuardedLoadBalancer;
import io.github.evenkeel.tenure.GuardedWorkloads;
import io.github.evenkeel.tenure.PortCalls;
import io.github.evenkeel.tenure.Tenure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run has to have before it may change anything: the lock, the journal, and a name. The journal is read at
 * first, and taken over only when it is certain that the run begins or goes on.
 */
public final class Commission {
    private static final Logger LOG = LoggerFactory.getLogger(Commission.class);

    private final Settings settings;
    private final RunNotes notes;
    private final boolean resumed;
    private final Logbook logbook;
    private final Tenure tenure;
    private final String runner;
    private final FirstCalls calls;
    private final List<Finding> findings;

    private Commission(
            Settings settings,
            RunNotes notes,
            boolean resumed,
            Logbook logbook,
            Tenure tenure,
            String runner,
            FirstCalls calls,
            List<Finding> findings) {
        this.notes = notes;
        this.resumed = resumed;
        this.logbook = logbook;
        this.tenure = tenure;
        this.runner = runner;
        this.calls = calls;
        this.findings = findings;
        PortCalls ports = calls.ports();
        this.settings = settings.through(
                new GuardedCluster(ports.to(ManagedCluster.class, settings.cluster()), tenure),
                new GuardedWorkloads(ports.to(Workloads.class, settings.workloads()), tenure),
                settings.loadBalancers().stream()
                        .<LoadBalancer>map(
                                balancer -> new GuardedLoadBalancer(ports.to(LoadBalancer.class, balancer), tenure))
                        .toList());
    }

    /** For a look that changes nothing, a journal included: what that holds is among the findings. */
    public static Commission toLook(Settings settings) {
        FirstCalls calls = new FirstCalls(settings)
                .giveUpWithin(settings.timing().deadlines().preview());
        List<Finding> findings = new ArrayList<>();
        String runner = UUID.randomUUID().toString();
        String runId = runner;
        try {
            Logbook logbook = read(settings, calls);
            runId = logbook.underway().map(RunNotes::runId).orElse(runner); // its cordons are of no unknown run
            findings.addAll(JournalCheck.damages(logbook));
            new JournalCheck(settings).againstBeginning(logbook).ifPresent(findings::add);
        } catch (PlanRefusedException e) {
            findings.addAll(e.blockers());
        }
        return new Commission(
                settings,
                notes(settings, runId),
                false,
                Logbook.read(new MemoryJournal()),
                Tenure.begin(settings.timeline(), null, ""),
                runner,
                calls,
                findings);
    }

    /** @throws PlanRefusedException if another run is at work, or has left something unfinished */
    public static Commission anew(Settings settings) {
        return open(settings, false);
    }

    /**
     * For the run that the journal tells of; for a new one if it tells of none.
     *
     * @throws PlanRefusedException if another run is at work, or that one was about something else
     */
    public static Commission toGoOn(Settings settings) {
        return open(settings, true);
    }

    private static Commission open(Settings settings, boolean goOn) {
        String runner = UUID.randomUUID().toString();
        if (settings.continuity().journal() == null && goOn) {
            throw Refusal.of(Finding.blocker(
                    "the plan", "no journal", "one that tells what was begun", "name it: journalledIn(...)"));
        }
        FirstCalls calls = new FirstCalls(settings);
        RunLock named = settings.continuity().lock();
        RunLock lock = named == null ? null : calls.ports().to(RunLock.class, named);
        Tenure tenure;
        try {
            tenure = calls.make("take the lock", () -> Tenure.begin(settings.timeline(), lock, runner));
        } catch (ServiceException e) {
            throw Refusal.of("lock of the cluster", e, "wait until that run has ended, or end it");
        }
        try {
            calls.keep(tenure);
            Logbook logbook = read(settings, calls);
            return commission(settings, goOn, runner, logbook, tenure, calls);
        } catch (RuntimeException | Error e) {
            tenure.end();
            throw e;
        }
    }

    private static Commission commission(
            Settings settings, boolean goOn, String runner, Logbook logbook, Tenure tenure, FirstCalls calls) {
        JournalCheck check = new JournalCheck(settings);
        RunNotes plan = notes(settings, runner);
        List<Finding> damages = JournalCheck.damages(logbook);
        if (!goOn) {
            check.againstBeginning(logbook).ifPresent(Commission::refuse);
        }
        Optional<RunNotes> underway = logbook.underway();
        if (underway.isEmpty()) {
            return new Commission(settings, plan, false, logbook, tenure, runner, calls, damages);
        }
        RunNotes before = underway.get();
        check.againstGoingOn(before, plan).ifPresent(Commission::refuse);
        Commission commission = new Commission(settings, before, true, logbook, tenure, runner, calls, damages);
        RunNotes now = before.goingOnWith(settings.drainPolicy().toString());
        commission.takeJournal(() -> logbook.goOn(runner, now));
        return commission;
    }

    private static Logbook read(Settings settings, FirstCalls calls) {
        Journal named = settings.continuity().journal();
        Journal journal = named == null ? new MemoryJournal() : calls.ports().to(Journal.class, named);
        JournalCheck check = new JournalCheck(settings);
        try {
            return calls.make("read the journal", () -> Logbook.read(journal));
        } catch (ServiceException e) {
            throw Refusal.of(check.name(), e, "see that no other run is about to begin");
        } catch (UnreadableEntryException e) {
            throw Refusal.of(check.unreadable(e));
        }
    }

    /**
     * Nothing stands in the way: takes the journal over, if that has not been done.
     *
     * @throws PlanRefusedException if another run has opened the journal since it was read
     */
    void begin() {
        if (!logbook.isBegun()) {
            takeJournal(() -> logbook.begin(runner, notes));
        }
    }

    private void takeJournal(Runnable opening) {
        try {
            calls.make("open the journal", () -> {
                tenure.require("open the journal"); // or it would be taken from the run that has the lock by now
                opening.run();
            });
        } catch (ServiceException e) {
            throw Refusal.of(new JournalCheck(settings).name(), e, "see that no other run is about to begin");
        }
    }

    /** What the journal tells, and what another policy changes; blockers only for a look. */
    List<Finding> findings() {
        return Stream.concat(findings.stream(), otherPolicy().stream()).toList();
    }

    /** A look with what the journal tells; blockers first. */
    Preview with(Preview look) {
        List<Finding> all = Stream.concat(findings.stream(), look.findings().stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
        return new Preview(all, look.steps());
    }

    String runId() {
        return notes.runId();
    }

    /** Whether another process, or an earlier call, has begun it. */
    boolean resumed() {
        return resumed;
    }

    /** Whether what is asked of the run outlives this process. */
    boolean journalled() {
        return settings.continuity().journal() != null && logbook.isBegun();
    }

    /** What is asked of it when it begins here: what was asked of it last, if it did not come to its end. */
    RunNotes.State asked() {
        return notes.state() == RunNotes.State.ENDED ? RunNotes.State.UNDERWAY : notes.state();
    }

    /** How much of its time it has taken in other processes. */
    Duration spent() {
        return notes.state() == RunNotes.State.ENDED ? Duration.ZERO : notes.spent();
    }

    /** What whoever goes on with it does otherwise. */
    private Optional<Finding> otherPolicy() {
        String now = settings.drainPolicy().toString();
        return notes.drainPolicy().isEmpty() || notes.drainPolicy().equals(now)
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "drain policy",
                        "one that " + now,
                        "the one with which run " + runId() + " was begun, that " + notes.drainPolicy(),
                        "nothing, if that is meant: from here on the new one counts"));
    }

    /** With ports that change nothing once the run may not. */
    Settings settings() {
        return settings;
    }

    /** What has been told so far, before there was a run. */
    Diary diary() {
        return calls.diary();
    }

    Logbook logbook() {
        return logbook;
    }

    Tenure tenure() {
        return tenure;
    }

    /** The run has come to an end of its own: writes that down, and lets the next one in. */
    void end() {
        try {
            tenure.require("end the run");
            logbook.end();
        } catch (RuntimeException e) {
            // Then it is as if it were underway: whoever resumes it finds nothing to be done.
            LOG.warn("the end of run {} could not be written to the journal", runId(), e);
        } finally {
            leave();
        }
    }

    /** The run ends here without having come to its end, and the next one may go on with it at once. */
    void leave() {
        try {
            logbook.close();
        } catch (RuntimeException e) {
            LOG.warn("the journal of run {} could not be closed", runId(), e);
        } finally {
            tenure.end();
        }
    }

    private static RunNotes notes(Settings settings, String runId) {
        return new RunNotes(
                runId,
                settings.cluster().id(),
                settings.target() == null ? "" : settings.target().toString(),
                settings.pools().text(),
                settings.loadBalancers().stream().map(LoadBalancer::id).sorted().collect(Collectors.joining(" ")),
                settings.drainPolicy().toString(),
                RunNotes.State.UNDERWAY,
                Duration.ZERO);
    }

    private static void refuse(Finding blocker) {
        throw Refusal.of(blocker);
    }
}
