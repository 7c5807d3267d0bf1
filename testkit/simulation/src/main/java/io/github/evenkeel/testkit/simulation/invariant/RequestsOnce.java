package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.spi.AnsweredRequest;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that came with the lock is answered once, by whichever process of its run, and by no other run than with a
 * refusal. Once a stop is answered, the run begins no other node, and finishes those under way.
 */
final class RequestsOnce extends Invariant {
    /** A node that was about to be touched at the stop is under way. */
    private static final long ABOUT_TO = JUST_NOW * 4;

    private final Set<String> answered = new HashSet<>();
    private final Set<Machine> touched = new HashSet<>();
    private final Map<String, Long> stopped = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Set<Machine> underWayAtStop = new HashSet<>();

    /** Runs that undo something for another reason than a stop. */
    private final Set<String> unwinding = new HashSet<>();

    RequestsOnce() {
        super("S25");
    }

    @Override
    void told(UpgradeEvent event, Truth truth) {
        String run = event.source().runId();
        if (event instanceof UpgradeEvent.Ended) {
            requireFinished(run, truth);
            stopped.remove(run);
        } else if (event instanceof UpgradeEvent.StepFailed failed
                && !failed.why().contains("cancelled")) {
            unwinding.add(run);
        } else if (event instanceof UpgradeEvent.RolledBack) {
            require(
                    !stopped.containsKey(run) || unwinding.contains(run) || truth.cancelledAt >= 0,
                    "the run was stopped, and nothing else, and undoes this: {}",
                    event);
        }
        if (!(event instanceof UpgradeEvent.RequestAnswered told)) {
            return;
        }
        AnsweredRequest answer = told.answer();
        RunRequest request = answer.request();
        require(
                truth.journalSpoilt || answered.add(request.id()),
                "request {} was answered before, and run {} answers it again: {}",
                request.id(),
                run,
                answer);
        require(
                answer.refusal().isPresent() || request.runId().orElse("").equals(run),
                "run {} has applied a request for run {}",
                run,
                request.runId());
        if (request.kind().equals(RunRequest.Kind.CANCEL)) {
            unwinding.add(run);
        }
        if (request.kind().equals(RunRequest.Kind.STOP) && answer.refusal().isEmpty()) {
            stopped.put(run, truth.now);
            if (truth.journal != null) {
                underWay.addAll(truth.journal.keySet());
                underWayAtStop.addAll(underWay(truth, truth.journal.keySet()));
            }
        }
    }

    /**
     * Nodes that were under way at the stop are replaced, unless the run has undone them for another reason. One that
     * waited at a gate with its first change is not begun.
     */
    private void requireFinished(String run, Truth truth) {
        if (!stopped.containsKey(run) || unwinding.contains(run) || truth.cancelledAt >= 0 || truth.journalSpoilt) {
            return;
        }
        for (Machine machine : underWayAtStop) {
            require(
                    !machine.remains() || machine.isLeftAside() || (truth.gated && !touched.contains(machine)),
                    "the run was stopped, and has ended, and {}, which was under way, is neither replaced nor left aside",
                    machine);
        }
    }

    private static List<Machine> underWay(Truth truth, Set<String> entries) {
        return truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .filter(machine -> machine.original && entries.contains("node." + machine.name))
                .toList();
    }

    @Override
    void before(Act act, Truth truth) {
        Machine machine = Touched.by(act, truth);
        if (machine == null) {
            return;
        }
        Long since = stopped(truth);
        require(
                since == null
                        || touched.contains(machine)
                        || CancelOnlyRestores.isSurplus(machine)
                        || underWay.contains("node." + machine.name)
                        || truth.journalSpoilt
                        || truth.askedAt < since + ABOUT_TO,
                "the run was stopped at {} ms, and at {} ms it does this: {}",
                since == null ? 0 : since / 1_000_000,
                truth.askedAt / 1_000_000,
                act);
        touched.add(machine);
    }

    private @Nullable Long stopped(Truth truth) {
        return stopped.get(RunOfTheJournal.id(truth));
    }
}
