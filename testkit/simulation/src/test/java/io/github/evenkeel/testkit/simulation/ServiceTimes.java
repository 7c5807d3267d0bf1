package io.github.evenkeel.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long the services took for each node in a run without faults, read from the events of the world: nothing of it
 * depends on when the run noticed. All times are in seconds.
 */
final class ServiceTimes {
    private static final Pattern MACHINE = Pattern.compile("([^\\s=\\[]+)\\((instance-[^)]*)\\)");
    private static final Pattern CHANGE = Pattern.compile(
            "ACT (Write|Add|Remove)\\[set=((balancer-\\d+)/[^,]+), .*?(?:before|backend)=Backend\\[name=(([^,]+):\\d+),.*");
    private static final Pattern EVICTED = Pattern.compile("RUN PodEvicted\\[.*?pod=([^,]+), node=([^\\]]+)\\]");
    private static final Pattern REPLACED = Pattern.compile(
            "RUN NodeReplaced\\[.*report=\\w+\\[node=([^,]+),.*?replacementAddress=Optional\\[([^\\]]+)\\]");
    private static final Pattern BEGUN = Pattern.compile("RUN StepStarted\\[.*?, node=Optional\\[([^\\]]+)\\]");
    private static final Pattern IDLE = Pattern.compile("idle timeout (\\S+) of (.+)");

    /** One node of the plan. */
    static final class Node {
        /** Of the changes that take its traffic away, by balancer. */
        final Map<String, List<Double>> drains = new LinkedHashMap<>();

        /** Of the changes that add the backends of its successor, by balancer. */
        final Map<String, List<Double>> adds = new LinkedHashMap<>();

        /** Of the changes that remove its own, by balancer. */
        final Map<String, List<Double>> removes = new LinkedHashMap<>();

        private Duration idleTimeout = Duration.ZERO;
        private double evictedFrom = -1;
        private double evictedTo = -1;
        private double detachedAt = -1;
        private double deletedAt = -1;
        private double goneAt = -1;
        private double replacedAt = -1;
        private boolean serves;
        private double addedAt;
        private double healthyAt;

        /** The longest idle timeout of its sets. */
        Duration idleTimeout() {
            return idleTimeout;
        }

        /** From its first eviction to the end of its last pod, and the quiet time after that. */
        double evictions(double quiet) {
            double podsGone = evictedFrom < 0 ? quiet : evictedTo - evictedFrom + quiet;
            return Math.max(podsGone, detachedAt < 0 ? 0 : detachedAt - evictedFrom);
        }

        /** From its deletion until its machine and its node object are gone. */
        double deletion() {
            return Math.max(0, goneAt - deletedAt);
        }

        /** From its deletion until it is gone, and the machine that the pool makes in its place is at work. */
        double replacement() {
            return replacedAt - deletedAt;
        }

        /** From the last backend that was added until the balancers find all of them healthy. */
        double health() {
            return Math.max(0, healthyAt - addedAt);
        }
    }

    /** In the order in which they were begun, by name. */
    final Map<String, Node> nodes = new LinkedHashMap<>();

    /** From the resize until a machine is at work that was made beside the others, for each of them. */
    final List<Double> surge = new ArrayList<>();

    /** From the resize until all of these are Ready: a surge that can't be made stops the roll before it begins. */
    double surgeReady;

    private double beforeTheNodes;
    private double resizedAt;
    private final Map<String, Integer> surgeNumbers = new HashMap<>();
    private final Map<String, Duration> idleTimeouts = new HashMap<>();

    /** The node in whose place the pool makes a machine, by the name of the machine. */
    private final Map<String, Node> madeFor = new HashMap<>();

    /** The node whose place a machine takes by the run's report, by its address. */
    private final Map<String, Node> successors = new HashMap<>();

    private final Map<String, Node> evicted = new HashMap<>();
    private final Map<String, Double> accepted = new HashMap<>();
    private final Map<String, Change> underWay = new HashMap<>();

    private record Change(double at, @Nullable Node node, List<Double> times, boolean adds) {}

    private ServiceTimes() {}

    /** Reads the events of a run. */
    static ServiceTimes of(List<String> log) {
        ServiceTimes times = new ServiceTimes();
        log.forEach(times::readBegin);
        log.forEach(times::readReport);
        log.forEach(line -> times.read(Double.parseDouble(line.substring(0, 13).trim()), line.substring(15)));
        return times;
    }

    private void readBegin(String line) {
        Matcher begun = BEGUN.matcher(line);
        if (begun.find()) {
            node(begun.group(1));
        }
    }

    private void readReport(String line) {
        Matcher replaced = REPLACED.matcher(line);
        if (replaced.find()) {
            successors.put(replaced.group(2), node(replaced.group(1)));
        }
    }

    /** Of the control plane and the pools. */
    double beforeTheNodes() {
        return beforeTheNodes;
    }

    private void read(double at, String what) {
        Matcher change = CHANGE.matcher(what);
        Matcher eviction = EVICTED.matcher(what);
        Matcher idle = IDLE.matcher(what);
        Matcher replaced = REPLACED.matcher(what);
        if (replaced.find()) {
            node(replaced.group(1)).serves = true;
        } else if (idle.matches()) {
            idleTimeouts.put(idle.group(2), Duration.parse(idle.group(1)));
        } else if (change.matches()) {
            changed(at, change);
        } else if (what.startsWith("ACT UpgradeControlPlane")) {
            accepted.put("cluster", at);
        } else if (what.startsWith("ACT ResizePool")) {
            resizedAt = at;
        } else if (what.startsWith("ACT UpdatePool[pool=")) {
            accepted.put(what.substring("ACT UpdatePool[pool=".length(), what.indexOf(',')), at);
        } else if (what.startsWith("work request ")) {
            requestEnded(at, what.substring(what.lastIndexOf(" of ") + 4));
        } else if (eviction.find()) {
            Node node = node(eviction.group(2));
            evicted.put(eviction.group(1), node);
            node.evictedFrom = node.evictedFrom < 0 ? at : node.evictedFrom;
        } else if (what.startsWith("pod ends ")) {
            Node node = evicted.get(what.substring("pod ends ".length(), what.indexOf('(')));
            if (node != null) {
                node.evictedTo = at;
            }
        } else {
            ofMachine(at, what);
        }
    }

    private void ofMachine(double at, String what) {
        Matcher machine = MACHINE.matcher(what.substring(Math.max(0, what.lastIndexOf(" on "))));
        if (!machine.find()) {
            if (what.startsWith("HEALTHY ")) {
                Node node = successors.get(what.substring("HEALTHY ".length(), what.lastIndexOf(':')));
                if (node != null && !node.serves) { // what happens to it later has held nothing up
                    node.healthyAt = at;
                }
            }
            return;
        }
        String name = machine.group(1);
        if (what.startsWith("made ")) {
            if (machine.find()) {
                madeFor.put(name, node(machine.group(1)));
            } else {
                surgeNumbers.put(name, surge.size());
                surge.add(0.0);
            }
        } else if (what.startsWith("ACT Delete")) {
            node(name).deletedAt = at;
        } else if (what.startsWith("volume is detached")) {
            node(name).detachedAt = at;
        } else if (what.startsWith("machine stops") || what.startsWith("node object of")) {
            node(name).goneAt = at;
            node(name).replacedAt = Math.max(node(name).replacedAt, at);
        } else if (what.startsWith("node is ready") || what.startsWith("pod is ready kube-system/")) {
            Node node = madeFor.get(name);
            if (node != null) {
                node.replacedAt = Math.max(node.replacedAt, at);
            }
            Integer number = surgeNumbers.get(name);
            if (number != null) {
                surge.set(number, at - resizedAt);
                surgeReady = what.startsWith("node is ready") ? Math.max(surgeReady, at - resizedAt) : surgeReady;
            }
        }
    }

    private void changed(double at, Matcher change) {
        String set = change.group(2);
        String address = change.group(5);
        boolean adds = change.group(1).equals("Add");
        Node node = adds ? successors.get(address) : node(address);
        Duration idle = idleTimeouts.getOrDefault(set, Duration.ZERO);
        List<Double> times = new ArrayList<>();
        if (node != null) {
            node.serves |= change.group(1).equals("Write") && !node.adds.isEmpty();
            node.idleTimeout = idle.compareTo(node.idleTimeout) > 0 ? idle : node.idleTimeout;
            Map<String, List<Double>> kind =
                    switch (change.group(1)) {
                        case "Write" -> node.drains;
                        case "Add" -> node.adds;
                        default -> node.removes;
                    };
            times = kind.computeIfAbsent(change.group(3), any -> new ArrayList<>());
        }
        underWay.put(change.group(3), new Change(at, node, times, adds));
    }

    private void requestEnded(double at, String resource) {
        Double begun = accepted.remove(resource);
        if (begun != null) {
            beforeTheNodes += at - begun;
        }
        Change change = underWay.remove(resource);
        if (change != null) {
            change.times.add(at - change.at);
            if (change.node != null && change.adds) {
                change.node.addedAt = at;
            }
        }
    }

    private Node node(String name) {
        return nodes.computeIfAbsent(name, any -> new Node());
    }
}
