package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Events of each object come in order, once for each transition of each process. No two events report the replacement
 * of the same node, by any process. The end is the last event of a process, and comes once.
 */
final class EventsInOrder extends Invariant {
    private final Map<String, Telling> tellings = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();

    /** The events of one process. */
    private static final class Telling {
        private final Set<String> done = new HashSet<>();

        /** Step under way, by the object that it is of: nodes are rolled side by side. */
        private final Map<String, Step> underWay = new HashMap<>();

        private boolean ended;
    }

    EventsInOrder() {
        super("S16");
    }

    @Override
    void told(UpgradeEvent event, Truth truth) {
        Telling telling = tellings.computeIfAbsent(String.valueOf(truth.runner), runner -> new Telling());
        require(!telling.ended, "{} is told after the end", event);
        if (event instanceof UpgradeEvent.StepStarted started) {
            String step = started.step() + " of " + started.object();
            Step before = telling.underWay.put(started.object(), started.step());
            require(before == null, "{} begins while {} is under way", step, before);
            String instance = started.source().instanceId().orElse(""); // a machine may have the name of one before it
            require(telling.done.add(step + instance), "{} begins twice", step);
        } else if (event instanceof UpgradeEvent.StepEnded stepEnded) {
            end(telling, stepEnded.step(), stepEnded.object());
        } else if (event instanceof UpgradeEvent.StepFailed failed) {
            end(telling, failed.step(), failed.object());
        } else if (event instanceof UpgradeEvent.NodeReplaced one) {
            require(replaced.add(one.report().instanceId()), "{} is told twice", event);
        } else if (event instanceof UpgradeEvent.Ended) {
            require(telling.underWay.isEmpty(), "the end is told while {} is under way", telling.underWay);
            telling.ended = true;
        }
    }

    void heardLate(UpgradeEvent event, UpgradeEvent expected) {
        require(event.equals(expected), "a slow listener hears {} in place of {}", event, expected);
    }

    private void end(Telling telling, Step step, String object) {
        Step underWay = telling.underWay.remove(object);
        require(step.equals(underWay), "{} of {} ends, and {} is under way", step, object, underWay);
    }

    @Override
    void end(Ending ending, Truth truth) {
        long ended = tellings.values().stream().filter(telling -> telling.ended).count();
        int reports = ending.reports().size();
        require(ended >= reports, "{} runs are over, and their listeners were told of {}", reports, ended);
    }
}
