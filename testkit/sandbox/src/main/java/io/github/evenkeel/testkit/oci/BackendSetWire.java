package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Backend sets of Load Balancer as they cross the wire. */
final class BackendSetWire {
    /** As told in <a href="https://docs.oracle.com/iaas/Content/Balance/Reference/lbpolicies.htm">Policies</a>. */
    static final List<String> POLICIES = List.of("ROUND_ROBIN", "LEAST_CONNECTIONS", "IP_HASH");

    private static final List<String> KEPT = List.of(
            "backendMaxConnections",
            "sslConfiguration",
            "sessionPersistenceConfiguration",
            "lbCookieSessionPersistenceConfiguration");

    private BackendSetWire() {}

    static Map<String, @Nullable Object> json(BackendSetState set) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", set.name());
        json.put("policy", set.policy());
        json.put("backends", set.backends().stream().map(BackendWire::json).toList());
        json.put("backendMaxConnections", null);
        json.put("healthChecker", set.healthChecker().json());
        json.put("sslConfiguration", null);
        json.put("sessionPersistenceConfiguration", null);
        json.put("lbCookieSessionPersistenceConfiguration", null);
        json.putAll(set.otherSettings());
        return json;
    }

    /** Reads all of a set: what is left out is not kept from before. */
    static BackendSetState read(String name, OciBody body) {
        String policy = body.neededText("policy");
        if (!POLICIES.contains(policy)) {
            throw Refusal.invalid("policy is " + policy + "; there are " + POLICIES);
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
