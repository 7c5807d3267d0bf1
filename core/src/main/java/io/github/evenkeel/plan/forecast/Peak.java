package io.github.evenkeel.plan.forecast;

/** Number that changes, with the most that it was. */
final class Peak {
    private int now;
    private int most;

    Peak(int now) {
        this.now = now;
        most = now;
    }

    void add(int change) {
        now += change;
        most = Math.max(most, now);
    }

    int most() {
        return most;
    }
}
