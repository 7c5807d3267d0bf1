package io.github.evenkeel.testkit.oci;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Running machines and their listeners.
 *
 * <p>Listeners are called with only this object's monitor held, so that each gets every machine once and in order,
 * whenever it was added.
 */
final class Machines {
    private final Map<String, Instance> running = new LinkedHashMap<>();
    private final List<InstanceListener> listeners = new ArrayList<>();

    synchronized void subscribe(InstanceListener listener) {
        running.values().forEach(listener::launched);
        listeners.add(listener);
    }

    synchronized void launch(Instance instance) {
        running.put(instance.id(), instance);
        listeners.forEach(listener -> listener.launched(instance));
    }

    synchronized void terminate(String instanceId) {
        Instance ended = running.remove(instanceId);
        if (ended != null) {
            listeners.forEach(listener -> listener.terminated(ended));
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

    synchronized List<Instance> running() {
        return List.copyOf(running.values());
    }
}
