package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests to the API server, each once, over the caller's connections and with the caller's credentials.
 *
 * <p>The client's own calls repeat requests that must not be repeated, such as an eviction whose response was lost, and
 * some of its HTTP clients wait for ever for a response that stops half way. So every call goes through this class, and
 * has a deadline.
 */
final class ApiServer {
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String root;
    private final Duration deadline;

    ApiServer(KubernetesClient callers) {
        this(callers, DEADLINE);
    }

    ApiServer(KubernetesClient callers, Duration deadline) {
        // Shares the caller's connections, and is never closed: that would close them.
        this.client = callers.newClient(
                        new RequestConfigBuilder(callers.getConfiguration().getRequestConfig())
                                .withRequestRetryBackoffLimit(0)
                                .withRequestTimeout(Math.toIntExact(deadline.toMillis()))
                                .withWatchReconnectLimit(-1)
                                .build())
                .adapt(KubernetesClient.class);
        String url = callers.getMasterUrl().toString();
        this.root = url.endsWith("/") ? url : url + "/";
        this.deadline = deadline;
    }

    /** The client for informers: it has no retries, but always restarts a broken watch. */
    KubernetesClient client() {
        return client;
    }

    /** Scheme, host and port, without parts that may be secret. */
    String address() {
        URI uri = URI.create(root);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    String json(Object body) {
        return client.getKubernetesSerialization().asJson(body);
    }

    /**
     * Sends the call and waits for the response.
     *
     * @throws io.github.evenkeel.spi.ServiceException if no response came in time
     */
    ApiAnswer send(ApiCall call) {
        return start(call).await();
    }

    /** Sends the call and returns at once. */
    SentCall start(ApiCall call) {
        return new SentCall(
                call,
                client.getHttpClient().sendAsync(request(call), byte[].class),
                deadline,
                client.getKubernetesSerialization());
    }

    /**
     * Sends a read whose response may be long, and returns at once.
     *
     * @param path without a slash in front
     * @param consumer of the parts of the body, on the client's threads
     */
    CompletableFuture<HttpResponse<AsyncBody>> stream(
            String path, Duration atMost, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        return client.getHttpClient()
                .consumeBytes(
                        client.getHttpClient()
                                .newHttpRequestBuilder()
                                .uri(root + path)
                                .timeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                                .build(),
                        consumer);
    }

    /** Sends the call and returns the object of the response. */
    <T> T call(ApiCall call, Class<T> type) {
        return send(call).as(type);
    }

    private HttpRequest request(ApiCall call) {
        HttpRequest.Builder request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(root + call.path())
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        String body = call.body();
        return body == null
                ? request.build()
                : request.method(call.method(), call.contentType(), body).build();
    }
}
