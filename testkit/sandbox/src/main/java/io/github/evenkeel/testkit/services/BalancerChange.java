package io.github.evenkeel.testkit.services;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The next change that brings a balancer to what a Service wants. Of backends only address and port are compared, as
 * the real controller does; a set that differs is replaced whole.
 */
final class BalancerChange {
    /** A change of a balancer. */
    @FunctionalInterface
    interface Call {
        /** Makes the change; returns the OCID of its work request. */
        Optional<String> make();
    }

    private final BalancerApi api;
    private final JsonNode balancer;

    BalancerChange(BalancerApi api, JsonNode balancer) {
        this.api = api;
        this.balancer = balancer;
    }

    /**
     * The next one; empty if there is nothing to be changed.
     *
     * @param toRewrite names of sets that are replaced even if they are as wanted
     */
    Optional<Call> next(WantedBalancer wanted, Set<String> toRewrite) {
        for (WantedSet set : wanted.sets()) {
            JsonNode present = balancer.path("backendSets").path(set.name());
            if (present.isMissingNode()) {
                return Optional.of(() -> api.createSet(balancer, set));
            }
            if (toRewrite.contains(set.name()) || differs(present, set)) {
                return Optional.of(() -> {
                    toRewrite.remove(set.name());
                    return api.updateSet(balancer, set);
                });
            }
        }
        for (WantedListener listener : wanted.listeners()) {
            JsonNode present = balancer.path("listeners").path(listener.name());
            if (present.isMissingNode()) {
                return Optional.of(() -> api.createListener(balancer, listener));
            }
            if (differs(present, listener)) {
                return Optional.of(() -> api.updateListener(balancer, listener));
            }
        }
        return superfluous(wanted);
    }

    private Optional<Call> superfluous(WantedBalancer wanted) {
        List<String> listeners =
                wanted.listeners().stream().map(WantedListener::name).toList();
        List<String> sets = wanted.sets().stream().map(WantedSet::name).toList();
        Optional<Call> listener = BalancerApi.names(balancer.path("listeners")).stream()
                .filter(name -> !listeners.contains(name))
                .findFirst()
                .map(name -> () -> api.deleteListener(balancer, name));
        return listener.or(() -> BalancerApi.names(balancer.path("backendSets")).stream()
                .filter(name -> !sets.contains(name))
                .findFirst()
                .map(name -> () -> api.deleteSet(balancer, name)));
    }

    private static boolean differs(JsonNode present, WantedSet wanted) {
        List<String> members = present.path("backends").findParents("ipAddress").stream()
                .map(backend -> backend.path("ipAddress").asText() + ":"
                        + backend.path("port").asInt())
                .sorted()
                .toList();
        return !members.equals(wanted.members())
                || present.path("healthChecker").path("port").asInt() != wanted.healthPort()
                || !present.path("policy").asText().equals(wanted.policy());
    }

    private static boolean differs(JsonNode present, WantedListener wanted) {
        return present.path("port").asInt() != wanted.port()
                || !present.path("protocol").asText().equals(wanted.protocol())
                || wanted.idleTimeout()
                        .filter(seconds -> present.path("connectionConfiguration")
                                        .path("idleTimeout")
                                        .asInt()
                                != seconds)
                        .isPresent()
                || !present.path("defaultBackendSetName").asText().equals(wanted.backendSet());
    }
}
