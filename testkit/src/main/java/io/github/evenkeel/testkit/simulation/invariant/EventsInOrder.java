package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events come in order, once for each transition; the end is the last one, and is told once. */
final class EventsInOrder extends Invariant {
    private final Set<String> done = new HashSet<>();
    private @Nullable String underWay;
    private boolean ended;

    EventsInOrder() {
        super("S16");
    }

    @Override
    void told(UpgradeEvent event, Truth truth) {
        require(!ended, "{} is told after the end", event);
        if (event instanceof UpgradeEvent.StepStarted started) {
            String step = started.step() + " of " + started.object();
            require(underWay == null, "{} begins while {} is under way", step, underWay);
            require(done.add(step), "{} begins twice", step);
            underWay = step;
        } else if (event instanceof UpgradeEvent.StepEnded stepEnded) {
            end(stepEnded.step() + " of " + stepEnded.object());
        } else if (event instanceof UpgradeEvent.StepFailed failed) {
            end(failed.step() + " of " + failed.object());
        } else if (event instanceof UpgradeEvent.NodeReplaced replaced) {
            require(done.add("replaced " + replaced.report().instanceId()), "{} is told twice", event);
        } else if (event instanceof UpgradeEvent.Ended) {
            require(underWay == null, "the end is told while {} is under way", underWay);
            ended = true;
        }
    }

    private void end(String step) {
        require(step.equals(underWay), "{} ends, and {} is under way", step, underWay);
        underWay = null;
    }

    @Override
    void end(Ending ending, Truth truth) {
        require(ended || ending.report() == null, "the run is over, and its listeners were not told");
    }
}
