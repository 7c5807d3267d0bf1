package io.github.evenkeel.testkit.simulation;

import java.util.List;

/**
 * How long a run without faults waited though what it waited for had come about, read from its events. What is left of
 * its duration is the critical path: the chain of waits that the services' own times and the plan's timing force.
 */
final class Idleness {
    private static final double QUIET = 5;

    private final double betweenHealthyLooks;
    private double idle;
    private double requestEnded = -1;
    private double replacementComplete;
    private double foundWell;
    private double podsGone;
    private double evicted;
    private double detached;
    private double healthAwaited;

    private Idleness(double betweenHealthyLooks) {
        this.betweenHealthyLooks = betweenHealthyLooks;
    }

    /**
     * Adds it up.
     *
     * @param betweenHealthyLooks seconds from the first to the last of the looks that have to find a backend well
     * @return seconds
     */
    static double of(List<String> log, double betweenHealthyLooks) {
        Idleness idleness = new Idleness(betweenHealthyLooks);
        log.forEach(idleness::read);
        return idleness.idle;
    }

    private void read(String line) {
        double at = Double.parseDouble(line.substring(0, 13).trim());
        String what = line.substring(15);
        if (what.startsWith("work request") && !what.contains(" REPLACE_NODE of ")) {
            requestEnded = at;
        } else if (what.startsWith("volume is detached")) {
            detached = at;
        } else if (what.startsWith("node object of")
                || what.startsWith("machine stops")
                || what.startsWith("node is ready")
                || what.startsWith("pod is ready kube-system/proxy")) {
            replacementComplete = at;
        } else if (what.startsWith("HEALTHY")) {
            foundWell = at;
        } else if (what.startsWith("pod ends")) {
            podsGone = at;
        } else if (what.startsWith("RUN ") || what.startsWith("ACT ")) {
            noticed(at, what);
        }
    }

    private void noticed(double at, String what) {
        if (requestEnded >= 0) {
            idle += at - requestEnded;
            requestEnded = -1;
        }
        if (what.startsWith("ACT Cordon")) {
            podsGone = at;
        } else if (what.startsWith("RUN StepEnded")) {
            stepEnded(at, what);
        } else if (what.startsWith("RUN StepStarted") && what.contains("step=AWAIT_HEALTH")) {
            healthAwaited = at;
        }
    }

    private void stepEnded(double at, String what) {
        if (what.contains("step=EVICT")) {
            evicted = at;
        } else if (what.contains("step=DRAIN_CONNECTIONS") && at - evicted < 1) {
            // Else the connections took longer than the pods.
            idle += evicted - Math.max(podsGone + QUIET, detached);
        } else if (what.contains("step=AWAIT_REPLACEMENT")) {
            idle += at - replacementComplete;
        } else if (what.contains("step=AWAIT_HEALTH")) {
            idle += at - Math.max(healthAwaited, foundWell) - betweenHealthyLooks;
        }
    }
}
