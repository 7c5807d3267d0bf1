package io.github.evenkeel.benchmarks;

/** How disruption budgets protect the pods of a workload. */
enum Protection {
    /** Not at all. */
    NONE("none", 1, ""),
    /** One Deployment, of which one pod at a time may be missing. */
    ONE_AT_A_TIME("maxUnavailable 1", 1, "1"),
    /** One Deployment, of which a tenth may be missing. */
    A_TENTH("maxUnavailable 10%", 1, "10%"),
    /** Two Deployments of half the size, of each of which one pod at a time may be missing. */
    TWO_BUDGETS("two of maxUnavailable 1", 2, "1");

    private final String title;
    private final int deployments;
    private final String maxUnavailable;

    Protection(String title, int deployments, String maxUnavailable) {
        this.title = title;
        this.deployments = deployments;
        this.maxUnavailable = maxUnavailable;
    }

    String title() {
        return title;
    }

    int deployments() {
        return deployments;
    }

    boolean exists() {
        return !maxUnavailable.isEmpty();
    }

    /** As a budget has it, a number or a percentage. */
    String maxUnavailable() {
        return maxUnavailable;
    }

    /** How many pods may be missing at once; percentages are rounded up, as the disruption controller does. */
    int allowed(int replicas) {
        return this == A_TENTH ? (replicas + 9) / 10 : 1;
    }
}
