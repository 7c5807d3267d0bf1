package io.github.evenkeel.testkit.oci;

import java.util.Collection;
import java.util.Collections;

/** Health of a backend, a backend set or a load balancer, by the rules of the API's models. */
enum HealthStatus {
    OK,
    WARNING,
    CRITICAL,
    UNKNOWN;

    static HealthStatus ofBackend(HealthCheckStatus check) {
        return switch (check) {
            case OK -> OK;
            case UNKNOWN -> UNKNOWN;
            default -> CRITICAL;
        };
    }

    /** Of a set with a listener: unknown if most are, else critical if fewer than half are OK. */
    static HealthStatus ofBackendSet(Collection<HealthStatus> backends) {
        int all = backends.size();
        int ok = Collections.frequency(backends, OK);
        if (Collections.frequency(backends, UNKNOWN) * 2 > all) {
            return UNKNOWN;
        }
        return ok == all ? OK : ok * 2 >= all ? WARNING : CRITICAL;
    }

    static HealthStatus ofLoadBalancer(Collection<HealthStatus> backendSets) {
        if (backendSets.contains(CRITICAL)) {
            return CRITICAL;
        }
        if (backendSets.contains(WARNING)) {
            return WARNING;
        }
        if (backendSets.isEmpty() || Collections.frequency(backendSets, UNKNOWN) * 2 > backendSets.size()) {
            return UNKNOWN;
        }
        return OK;
    }
}
