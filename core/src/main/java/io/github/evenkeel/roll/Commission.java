package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.logbook.Logbook;
import io.github.evenkeel.logbook.NodeNotes;
import io.github.evenkeel.logbook.RunNotes;
import io.github.evenkeel.logbook.UnreadableEntryException;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.tenure.GuardedCluster;
import io.github.evenkeel.tenure.GuardedLoadBalancer;
import io.github.evenkeel.tenure.GuardedWorkloads;
import io.github.evenkeel.tenure.Tenure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run has to have before it may change anything: the lock, the journal, and a name. */
public final class Commission {
    private static final Logger LOG = LoggerFactory.getLogger(Commission.class);

    private final RunNotes notes;
    private final boolean resumed;
    private final Logbook logbook;
    private final Tenure tenure;
    private final Settings settings;

    private Commission(Settings settings, RunNotes notes, boolean resumed, Logbook logbook, Tenure tenure) {
        this.notes = notes;
        this.resumed = resumed;
        this.logbook = logbook;
        this.tenure = tenure;
        this.settings = settings.through(
                new GuardedCluster(settings.cluster(), tenure),
                new GuardedWorkloads(settings.workloads(), tenure),
                settings.loadBalancers().stream()
                        .<LoadBalancer>map(balancer -> new GuardedLoadBalancer(balancer, tenure))
                        .toList());
    }

    /** For a look that changes nothing, a journal included. */
    public static Commission toLook(Settings settings) {
        return new Commission(
                settings,
                notes(settings, UUID.randomUUID().toString()),
                false,
                Logbook.open(new MemoryJournal(), "preview"),
                Tenure.begin(settings.timeline(), null, ""));
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
        Journal journal = settings.continuity().journal();
        if (journal == null && goOn) {
            throw refused("the plan", "no journal", "one that tells what was begun", "name it: journalledIn(...)");
        }
        FirstCalls calls = new FirstCalls(settings);
        Tenure tenure;
        try {
            tenure = calls.make(
                    "take the lock",
                    () -> Tenure.begin(
                            settings.timeline(), settings.continuity().lock(), runner));
        } catch (ServiceException e) {
            throw refusal("lock of the cluster", e, "wait until that run has ended, or end it");
        }
        try {
            calls.keep(tenure);
            Journal kept = journal == null ? new MemoryJournal() : journal;
            Logbook logbook = calls.make("open the journal", () -> {
                tenure.require("open the journal"); // or it would be taken from whoever has the lock by now
                return Logbook.open(kept, runner);
            });
            try {
                return commission(settings, goOn, runner, logbook, tenure, calls);
            } catch (RuntimeException e) {
                logbook.close();
                throw e;
            }
        } catch (ServiceException e) {
            tenure.end();
            throw refusal(journal(settings), e, "see that no other run is about to begin");
        } catch (UnreadableEntryException e) {
            tenure.end();
            throw refused(
                    "entry '" + e.key() + "' of the " + journal(settings),
                    String.valueOf(e.getMessage()),
                    "what a run has written, in version " + Logbook.VERSION + " of the format",
                    "correct it, or take the journal away and look at the cluster by hand");
        } catch (RuntimeException e) {
            tenure.end();
            throw e;
        }
    }

    private static Commission commission(
            Settings settings, boolean goOn, String runner, Logbook logbook, Tenure tenure, FirstCalls calls) {
        if (logbook.underway().isEmpty()) {
            RunNotes notes = notes(settings, runner);
            calls.make("write the journal", () -> logbook.begin(notes));
            return new Commission(settings, notes, false, logbook, tenure);
        }
        RunNotes before = logbook.underway().get();
        if (!goOn) {
            throw refused(
                    journal(settings),
                    "run " + before.runId() + ", which is not finished" + nodes(logbook.unfinished()),
                    "a journal without an unfinished run",
                    "resume() with the same plan; or finish it by hand and take the journal away");
        }
        List<String> differences = before.differences(notes(settings, runner));
        if (!differences.isEmpty()) {
            throw refused(
                    journal(settings),
                    "run " + before.runId() + " of another plan; this one has " + String.join(", ", differences),
                    "the plan that was begun",
                    "resume that one, or finish it by hand and take the journal away");
        }
        RunNotes now = before.goingOnWith(settings.drainPolicy().toString());
        calls.make("write the journal", () -> logbook.goOn(now));
        return new Commission(settings, before, true, logbook, tenure);
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
    Optional<Finding> otherPolicy() {
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
                settings.poolIds().stream().sorted().collect(Collectors.joining(" ")),
                settings.loadBalancers().stream().map(LoadBalancer::id).sorted().collect(Collectors.joining(" ")),
                settings.drainPolicy().toString(),
                RunNotes.State.UNDERWAY,
                Duration.ZERO);
    }

    private static String nodes(List<NodeNotes> unfinished) {
        return unfinished.stream()
                .map(node -> "; node " + node.name() + " at '" + node.step().words() + "'")
                .collect(Collectors.joining());
    }

    private static String journal(Settings settings) {
        Journal journal = settings.continuity().journal();
        return "journal" + (journal == null ? "" : " in " + journal.place());
    }

    /** @param ifTaken what to do if somebody else has it */
    private static PlanRefusedException refusal(String object, ServiceException e, String ifTaken) {
        if (e.outcome() == Outcome.CONFLICT) {
            return refused(object, e.reason(), "one that is ours to take", ifTaken);
        }
        String request = e.requestId().map(id -> " (request " + id + ")").orElse("");
        return refused(
                object,
                e.outcome() + ": " + e.reason() + request,
                "one that can be read and written",
                e.passing()
                        ? "try again later: nothing was touched, and whether anybody has it is not known"
                        : "see that whoever runs the plan may read and write it");
    }

    private static PlanRefusedException refused(String object, String found, String needed, String remedy) {
        return new PlanRefusedException(List.of(Finding.blocker(object, found, needed, remedy)));
    }
}
