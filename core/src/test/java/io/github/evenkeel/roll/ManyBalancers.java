package io.github.evenkeel.roll;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Many load balancers of many sets in front of the nodes of a {@link SmallWorld}, each with one change at a time and
 * none from a stale reading. Counts the calls.
 */
final class ManyBalancers {
    private static final int CHANGE = 3;

    /** Healthy all, and counts how often the health of a backend is looked up in it. */
    private final Map<String, BackendHealth> noneUnhealthy = new HashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean containsKey(Object backend) {
            lookUps++;
            return super.containsKey(backend);
        }
    };

    private long lookUps;

    private final SmallWorld world;
    private final List<LoadBalancer> balancers = new ArrayList<>();
    private final Map<String, Integer> calls = new TreeMap<>();

    /** Each node has a backend in each set, and none of the world's own. */
    ManyBalancers(SmallWorld world, int balancers, int sets) {
        this.world = world;
        world.backends.clear();
        for (int i = 0; i < balancers; i++) {
            this.balancers.add(new One("balancer-" + i, sets));
        }
    }

    List<LoadBalancer> all() {
        return List.copyOf(balancers);
    }

    /** How often each operation was called since the last time that this was asked. */
    Map<String, Integer> calls() {
        Map<String, Integer> counted = new TreeMap<>(calls);
        calls.clear();
        return counted;
    }

    /** How often the health of a backend was looked up in what the balancers have told. */
    long lookUps() {
        return lookUps;
    }

    private final class One implements LoadBalancer {
        private final String id;
        private final Map<String, Map<String, Backend>> sets = new LinkedHashMap<>();
        private final Map<String, Operation.State> operations = new HashMap<>();
        private int revision;

        One(String id, int count) {
            this.id = id;
            for (int i = 0; i < count; i++) {
                Map<String, Backend> set = new LinkedHashMap<>();
                int port = 30_000 + i;
                world.nodes
                        .keySet()
                        .forEach(node -> put(set, Backend.builder(node, port).build()));
                sets.put("set-" + i, set);
            }
        }

        private void put(Map<String, Backend> set, Backend backend) {
            set.put(backend.name(), backend);
        }

        private void called(String operation) {
            world.call(operation);
            calls.merge(operation, 1, Integer::sum);
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public LoadBalancerDescription describe() {
            called("describe");
            return LoadBalancerDescription.builder(id, id)
                    .backendSets(sets.entrySet().stream()
                            .map(set -> BackendSet.builder(set.getKey())
                                    .backends(List.copyOf(set.getValue().values()))
                                    .idleTimeout(Duration.ofSeconds(60))
                                    .build())
                            .toList())
                    .revision(String.valueOf(revision))
                    .build();
        }

        @Override
        public BackendHealth health(String backendSet, Backend backend) {
            called("health");
            return BackendHealth.OK;
        }

        @Override
        public Map<String, BackendHealth> unhealthyBackends(String backendSet) {
            called("unhealthyBackends");
            return noneUnhealthy;
        }

        @Override
        public List<Operation> operationsInFlight() {
            called("operationsInFlight");
            return inFlight();
        }

        private List<Operation> inFlight() {
            return operations.entrySet().stream()
                    .filter(operation -> operation.getValue() == Operation.State.IN_PROGRESS)
                    .map(operation -> Operation.builder(operation.getKey(), operation.getValue())
                            .build())
                    .toList();
        }

        @Override
        public Operation updateBackend(LoadBalancerDescription seen, String backendSet, Backend desired) {
            return change("updateBackend", seen, () -> put(sets.getOrDefault(backendSet, new HashMap<>()), desired));
        }

        @Override
        public Operation addBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
            return change("addBackend", seen, () -> put(sets.getOrDefault(backendSet, new HashMap<>()), backend));
        }

        @Override
        public Operation removeBackend(LoadBalancerDescription seen, String backendSet, Backend backend) {
            return change("removeBackend", seen, () -> sets.getOrDefault(backendSet, new HashMap<>())
                    .remove(backend.name()));
        }

        private Operation change(String operation, LoadBalancerDescription seen, Runnable effect) {
            called(operation);
            if (!inFlight().isEmpty() || !Optional.of(String.valueOf(revision)).equals(seen.revision())) {
                throw ServiceException.of(ServiceException.Outcome.CONFLICT, operation, "busy or changed since");
            }
            revision++;
            String request = id + "-" + revision;
            operations.put(request, Operation.State.IN_PROGRESS);
            world.later(CHANGE, () -> {
                effect.run();
                operations.put(request, Operation.State.SUCCEEDED);
            });
            return operation(request, Operation.State.IN_PROGRESS);
        }

        @Override
        public Operation operation(String operationId) {
            called("operation");
            return operation(operationId, operations.getOrDefault(operationId, Operation.State.FAILED));
        }

        private Operation operation(String operationId, Operation.State state) {
            return Operation.builder(operationId, state).build();
        }
    }
}
