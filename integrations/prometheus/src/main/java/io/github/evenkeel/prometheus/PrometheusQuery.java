package io.github.evenkeel.prometheus;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Set;

/** Query of a gate that lacks the comparison yet: what its result has to be for the gate to be open. */
public final class PrometheusQuery {
    private final String id;
    private final URI server;
    private final String query;

    PrometheusQuery(String id, String server, String query) {
        this.id = Objects.requireNonNull(id, "id");
        this.server = parse(Objects.requireNonNull(server, "server"));
        this.query = Objects.requireNonNull(query, "query");
        if (query.isBlank()) {
            throw new IllegalArgumentException("the query of gate " + id + " is empty; expected one in PromQL");
        }
    }

    /** A gate that is open while each value is less than the limit. */
    public PrometheusGate isBelow(double limit) {
        return gate(new Comparison("below", limit, value -> value < limit));
    }

    /** A gate that is open while each value is less than or equal to the limit. */
    public PrometheusGate isAtMost(double limit) {
        return gate(new Comparison("at most", limit, value -> value <= limit));
    }

    /** A gate that is open while each value is more than the limit. */
    public PrometheusGate isAbove(double limit) {
        return gate(new Comparison("above", limit, value -> value > limit));
    }

    /** A gate that is open while each value is more than or equal to the limit. */
    public PrometheusGate isAtLeast(double limit) {
        return gate(new Comparison("at least", limit, value -> value >= limit));
    }

    private PrometheusGate gate(Comparison comparison) {
        return new PrometheusGate(id, query, comparison, PrometheusServer.at(server));
    }

    private static URI parse(String server) {
        try {
            URI uri = new URI(server);
            boolean served = uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
            if (served && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Its message holds the whole address, which may hold a password.
        }
        throw new IllegalArgumentException("that is no address of a Prometheus server; expected one such as"
                + " http://prometheus.monitoring:9090, without user info, query and fragment; credentials go into"
                + " withHeader");
    }
}
