package io.github.evenkeel.testkit.simulation.invariant;

import java.util.HashMap;
import java.util.Map;

/** The run repeats no change of unknown outcome before it has read that resource. */
final class NothingBlindly extends Invariant {
    private final Map<String, Thing> unsettled = new HashMap<>();

    /** The resource that has to be read. */
    private record Thing(Call.Subject subject, String name) {}

    NothingBlindly() {
        super("S9");
    }

    @Override
    void called(Call call, String object, String whole, Call.Answer answer) {
        if (!call.isChange()) {
            if (answer != Call.Answer.LOST && !unsettled.isEmpty()) {
                unsettled.values().removeIf(thing -> shows(call, object, thing));
            }
            return;
        }
        String change = call + " " + object + " of " + whole;
        require(!unsettled.containsKey(change), "{} is repeated without a look at what came of it", change);
        if (answer == Call.Answer.LOST) {
            unsettled.put(change, new Thing(call.subject(), whole));
        }
    }

    private static boolean shows(Call read, String object, Thing thing) {
        return read.subject() == thing.subject && (read.isOfAll() || object.equals(thing.name));
    }
}
