package io.github.evenkeel.cli;

import java.util.concurrent.atomic.LongAdder;

/** What came of all kills together. Thread-safe. */
final class Tally {
    private final LongAdder kills = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rolls = new LongAdder();
    private final LongAdder same = new LongAdder();

    void rolled(int killed, long sent, long lost) {
        rolls.increment();
        kills.add(killed);
        requests.add(sent);
        failed.add(lost);
    }

    void endedTheSame() {
        same.increment();
    }

    @Override
    public String toString() {
        return kills + " kills in " + rolls + " rolls: " + failed + " of " + requests + " requests failed, " + same
                + " of " + rolls + " end states the same";
    }
}
