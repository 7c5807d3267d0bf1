package io.github.evenkeel.testkit.simulation.invariant;

import java.util.HashMap;
import java.util.Map;

/** A change of which nobody knows whether it was made is not asked for again before a look at the thing. */
final class NothingBlindly extends Invariant {
    private final Map<String, Call.Subject> unsettled = new HashMap<>();

    NothingBlindly() {
        super("S9");
    }

    @Override
    void called(Call call, String object, boolean ambiguous) {
        if (!call.isChange()) {
            if (!ambiguous && !unsettled.isEmpty()) {
                unsettled.values().removeIf(subject -> subject == call.subject());
            }
            return;
        }
        String change = call + " " + object;
        require(!unsettled.containsKey(change), "{} is repeated without a look at what came of it", change);
        if (ambiguous) {
            unsettled.put(change, call.subject());
        }
    }
}
