package io.github.evenkeel.roll;

import io.github.evenkeel.balancer.Backends;
import io.github.evenkeel.balancer.ServingBackends;
import io.github.evenkeel.drain.Cordon;
import io.github.evenkeel.drain.Drain;
import io.github.evenkeel.logbook.ServingNotes;
import io.github.evenkeel.run.Changes;
import io.github.evenkeel.run.Diary;
import io.github.evenkeel.run.Operations;
import io.github.evenkeel.run.Prober;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Run;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.Waits;
import java.time.Duration;
import java.util.Map;

/** What the steps of one run work with; made once for each run. */
final class Tools {
    final Settings settings;
    final String runId;
    final Diary diary;
    final Waits waits;
    final Retries retries;
    final Operations operations;
    final Changes changes;
    final Backends backends;
    final ServingBackends servingBackends;
    final Cordon cordon;
    final Drain drain;
    final Prober prober;
    final Records journal;
    final Wishes wishes;
    final OtherRuns otherRuns;

    Tools(Commission commission) {
        this.settings = commission.settings();
        this.runId = commission.runId();
        Run run = Run.begin(settings.timeline(), settings.timing(), commission.diary());
        diary = run.diary();
        waits = run.waits();
        retries = run.retries();
        operations = new Operations(waits, retries);
        changes = new Changes(waits, retries, operations);
        backends = new Backends(settings, changes, retries, waits);
        cordon = new Cordon(settings.workloads(), run, runId);
        drain = new Drain(settings.workloads(), settings.drainPolicy(), run, cordon);
        prober = new Prober(settings, diary, waits);
        otherRuns = new OtherRuns(settings.workloads(), retries, runId);
        journal = new Records(commission.logbook(), commission.tenure(), retries);
        servingBackends = new ServingBackends(
                settings,
                retries,
                waits,
                servedAtFirst(commission),
                atFirst -> journal.note(new ServingNotes(atFirst)));
        wishes = new Wishes(waits, commission);
        waits.meanwhile(commission.tenure().interval(), () -> {
            commission.tenure().renewIfDue();
            wishes.note();
        });
        Duration deadline = settings.continuity().deadline();
        if (deadline != null) {
            Duration before = commission.spent();
            Duration begin = settings.timeline().elapsed();
            waits.endWithin(deadline, before);
            commission.logbook().tellTime(() -> before.plus(settings.timeline().elapsed())
                    .minus(begin));
        }
    }

    /** A fact of the run that counted it: a run that begins anew counts anew. */
    private static Map<String, Integer> servedAtFirst(Commission commission) {
        return commission.resumed()
                ? commission.logbook().serving().map(ServingNotes::atFirst).orElse(Map.of())
                : Map.of();
    }
}
