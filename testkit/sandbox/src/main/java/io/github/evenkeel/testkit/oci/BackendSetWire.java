package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Backend sets as they come in. */
final class BackendSetWire {
    private static final List<String> KEPT = List.of(
            "backendMaxConnections",
            "sslConfiguration",
            "sessionPersistenceConfiguration",
            "lbCookieSessionPersistenceConfiguration");

    private BackendSetWire() {}

    /** Reads all of a set: what is left out is not kept from before. */
    static BackendSetState read(String name, OciBody body) {
        String policy = body.neededText("policy");
        if (!BackendSetState.POLICIES.contains(policy)) {
            throw Refusal.invalid("policy is " + policy + "; there are " + BackendSetState.POLICIES);
        }
        Map<String, Object> others = new LinkedHashMap<>();
        KEPT.forEach(field -> body.field(field).ifPresent(value -> others.put(field, value)));
        if (others.containsKey("sessionPersistenceConfiguration")
                && others.containsKey("lbCookieSessionPersistenceConfiguration")) {
            throw Refusal.invalid(
                    "sessions persist by a cookie of the application or by the balancer's own, not by both");
        }
        HealthChecker checker = body.object("healthChecker")
                .map(HealthChecker::read)
                .orElseThrow(() -> Refusal.invalid("healthChecker is missing"));
        BackendSetState set = new BackendSetState(name, policy, List.of(), checker, others);
        for (OciBody backend : body.objects("backends")) {
            set = set.adding(BackendWire.created(backend));
        }
        return set;
    }
}
