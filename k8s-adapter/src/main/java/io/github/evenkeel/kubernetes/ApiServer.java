package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends each request once, over the caller's connections and with the caller's credentials.
 *
 * <p>The client's own calls would repeat what they should not, such as an eviction whose answer was lost, and some of
 * its HTTP clients wait for ever for an answer that stopped half way. So every call goes through here, and has a
 * deadline of its own.
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
        // Shares the caller's connections, which closing it would close: it is never closed.
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

    /** The client for informers: without retries, except that a watch which broke off is taken up again for ever. */
    KubernetesClient client() {
        return client;
    }

    /** Scheme, host and port, without what may be secret. */
    String address() {
        URI uri = URI.create(root);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    String json(Object body) {
        return client.getKubernetesSerialization().asJson(body);
    }

    /**
     * Sends the call and waits for whatever comes back.
     *
     * @throws io.github.evenkeel.spi.ServiceException if nothing came back in time
     */
    ApiAnswer send(ApiCall call) {
        return start(call).await();
    }

    /** Sends the call, and waits for nothing. */
    SentCall start(ApiCall call) {
        return new SentCall(
                call,
                client.getHttpClient().sendAsync(request(call), byte[].class),
                deadline,
                client.getKubernetesSerialization());
    }

    /** Sends the call and returns the object that it answers with. */
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
