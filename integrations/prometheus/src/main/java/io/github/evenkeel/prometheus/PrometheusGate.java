package io.github.evenkeel.prometheus;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gate that is open while the result of a Prometheus query is well.
 *
 * <pre>{@code
 * PrometheusGate.of("error-rate", "http://prometheus.monitoring:9090",
 *                 "sum(rate(http_requests_total{code=~\"5..\"}[5m])) / sum(rate(http_requests_total[5m]))")
 *         .isBelow(0.01)
 * }</pre>
 *
 * <p>Each value of the result is compared. No data, NaN, a warning of the server, an error, a redirect and a response
 * that is late are no good news: the gate is closed. At the deletion of a node, a closed gate has the node put back.
 *
 * <p>Immutable, and safe for use by any thread. Uses the JDK's HTTP client, which closes itself when it is no longer
 * used. Works with any server that has the query API of Prometheus, such as Thanos, Mimir or VictoriaMetrics.
 */
public final class PrometheusGate implements Gate {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofSeconds(10);

    private final String id;
    private final String query;
    private final Comparison comparison;
    private final PrometheusServer server;

    PrometheusGate(String id, String query, Comparison comparison, PrometheusServer server) {
        this.id = id;
        this.query = query;
        this.comparison = comparison;
        this.server = server;
    }

    /**
     * Begins a gate.
     *
     * @param id of the gate, for events, journals and reports
     * @param server address of the server, with a path if it has one: {@code http://prometheus.monitoring:9090}
     * @param query in PromQL, with a vector or a scalar as its result
     * @throws IllegalArgumentException if the address is no http or https address, or the query is empty
     */
    public static PrometheusQuery of(String id, String server, String query) {
        return new PrometheusQuery(id, server, query);
    }

    /**
     * Adds a header to each request, such as {@code Authorization}. Nothing shows its value.
     *
     * @throws IllegalArgumentException if it can't be a header
     */
    public PrometheusGate withHeader(String name, String value) {
        PrometheusServer other =
                server.with(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        try {
            other.request(query);
        } catch (IllegalArgumentException e) {
            // Its message may hold the value.
            throw new IllegalArgumentException("'" + name + "' with that value can't be a header of a request");
        }
        return new PrometheusGate(id, query, comparison, other);
    }

    /**
     * Sets the timeout of a query. The default is 5 s.
     *
     * @param atMost positive; less than 10 s, as a roll waits for a gate no longer
     * @throws IllegalArgumentException if it is not
     */
    public PrometheusGate withTimeout(Duration atMost) {
        Objects.requireNonNull(atMost, "atMost");
        if (atMost.toMillis() < 1 || atMost.compareTo(MOST) >= 0) {
            throw new IllegalArgumentException(
                    "the timeout of gate " + id + " is " + atMost + "; expected more than none, and less than 10 s");
        }
        return new PrometheusGate(id, query, comparison, server.within(atMost));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public GateDecision ask(GateRequest request) {
        Map<String, Double> samples;
        try {
            samples = server.query(query).samples();
        } catch (NoResultException e) {
            return closed(String.valueOf(e.getMessage()));
        }
        List<Map.Entry<String, Double>> bad = samples.entrySet().stream()
                .filter(sample -> !comparison.holds(sample.getValue()))
                .toList();
        return bad.isEmpty() ? GateDecision.proceed() : closed(found(bad, samples.size()));
    }

    private static String found(List<Map.Entry<String, Double>> bad, int all) {
        Map.Entry<String, Double> first = bad.get(0);
        return first.getValue()
                + first.getKey()
                + (all == 1 ? "" : ", and " + (bad.size() - 1) + " more of " + all + " values");
    }

    private GateDecision closed(String found) {
        return GateDecision.waitFor("expected " + this + ", found " + found, ASK_AGAIN);
    }

    @Override
    public String toString() {
        return query + " " + comparison;
    }
}
