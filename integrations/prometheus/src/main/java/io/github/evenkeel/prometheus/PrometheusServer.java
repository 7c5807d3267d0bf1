package io.github.evenkeel.prometheus;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Server of the Prometheus query API. Follows no redirect: a login page is no result.
 *
 * @param api address of the instant query
 * @param headers of each request, such as credentials
 * @param timeout for a whole response
 * @param client that sends them
 */
record PrometheusServer(URI api, Map<String, String> headers, Duration timeout, HttpClient client) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;

    static PrometheusServer at(URI server) {
        String base = server.toString().replaceFirst("/+$", "");
        return new PrometheusServer(
                URI.create(base + "/api/v1/query"),
                Map.of(),
                TIMEOUT,
                HttpClient.newBuilder()
                        .connectTimeout(TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build());
    }

    PrometheusServer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new PrometheusServer(api, all, timeout, client);
    }

    PrometheusServer within(Duration other) {
        return new PrometheusServer(api, headers, other, client);
    }

    /** Evaluates a query at the server's time. */
    QueryResult query(String query) throws NoResultException {
        // A timeout of the request would cover the headers only; this one covers the body, too.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request(query), info -> new LimitedBody());
        try {
            return read(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new NoResultException("no complete response within " + timeout.toMillis() / 1000.0 + " s");
        } catch (ExecutionException e) {
            throw new NoResultException(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoResultException("interrupted");
        } finally {
            answer.cancel(true); // ends the request, if it is still running
        }
    }

    HttpRequest request(String query) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        headers.forEach(request::setHeader);
        return request.build();
    }

    private static QueryResult read(HttpResponse<byte[]> response) throws NoResultException {
        if (response.statusCode() == OK) {
            return QueryResult.of(response.body());
        }
        String error =
                QueryResult.error(response.body()).map(text -> ": " + text).orElse("");
        throw new NoResultException("HTTP " + response.statusCode() + error);
    }
}
