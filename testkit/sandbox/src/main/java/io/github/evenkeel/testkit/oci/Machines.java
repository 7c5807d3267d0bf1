package io.github.evenkeel.testkit.oci;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Running machines and their listeners.
 *
 * <p>Listeners are called with only this object's monitor held, so that each gets every machine once and in order,
 * whenever it was added.
 */
final class Machines {
    private final Map<String, Instance> running = new LinkedHashMap<>();
    private final Map<String, Instance> known = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final List<InstanceListener> listeners = new ArrayList<>();

    synchronized void subscribe(InstanceListener listener) {
        running.values().forEach(listener::launched);
        listeners.add(listener);
    }

    synchronized void launch(Instance instance) {
        running.put(instance.id(), instance);
        known.put(instance.id(), instance);
        listeners.forEach(listener -> listener.launched(instance));
    }

    synchronized void terminate(String instanceId) {
        Instance last = running.remove(instanceId);
        if (last != null) {
            ended.add(instanceId);
            listeners.forEach(listener -> listener.terminated(last));
        }
    }

    /** Address by which the load balancers know a machine; refused if there is no such machine. */
    synchronized String address(String instanceId) {
        Instance found = running.get(instanceId);
        if (found == null) {
            throw Refusal.notFound("target " + instanceId);
        }
        return found.nodeIp();
    }

    /** Those that run and those that ran; never blocks. */
    Collection<Instance> known() {
        return List.copyOf(known.values());
    }

    /** The machine, also after it has ended; never blocks. */
    Optional<Instance> find(String instanceId) {
        return Optional.ofNullable(known.get(instanceId));
    }

    /** Whether a known machine has not ended; never blocks. */
    boolean runs(String instanceId) {
        return !ended.contains(instanceId);
    }

    synchronized List<Instance> running() {
        return List.copyOf(running.values());
    }
}
