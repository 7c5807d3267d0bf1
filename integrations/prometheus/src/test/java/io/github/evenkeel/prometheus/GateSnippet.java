package io.github.evenkeel.prometheus;

/** Code of the page about gates, compiled. */
final class GateSnippet {
    private GateSnippet() {}

    static PrometheusGate errorRate() {
        // snippet: prometheus
        PrometheusGate errorRate = PrometheusGate.of(
                        "error-rate",
                        "http://prometheus.monitoring:9090",
                        "sum(rate(http_requests_total{code=~\"5..\"}[5m])) / sum(rate(http_requests_total[5m]))")
                .isBelow(0.01);
        // end
        return errorRate;
    }
}
