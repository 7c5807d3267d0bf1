package io.github.evenkeel.testkit.nodes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Websocket of a client that listens, on the JDK's own. */
final class Websocket implements WebSocket.Listener, AutoCloseable {
    private final AtomicInteger messages = new AtomicInteger();
    private final CompletableFuture<Integer> ending = new CompletableFuture<>();

    private Websocket() {}

    /** Opens one at an address that begins with {@code http}. */
    static Websocket open(URI http) {
        Websocket socket = new Websocket();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(http.toString().replaceFirst("http", "ws")), socket)
                .join();
        return socket;
    }

    /** How many have come. */
    int messages() {
        return messages.get();
    }

    /** The status code with which the server closes it; fails if the connection is cut. */
    CompletableFuture<Integer> ending() {
        return ending;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        messages.incrementAndGet();
        socket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        if (status == WebSocket.NORMAL_CLOSURE) {
            ending.complete(status);
        } else {
            ending.completeExceptionally(new IllegalStateException("closed with status " + status));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable cut) {
        ending.completeExceptionally(cut);
    }

    @Override
    public void close() {
        ending.cancel(false);
    }
}
