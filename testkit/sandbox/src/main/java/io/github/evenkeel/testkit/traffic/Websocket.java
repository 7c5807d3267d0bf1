package io.github.evenkeel.testkit.traffic;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.websockets.client.WebSocketClient;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * Websocket of a client that listens. It is Undertow's: the JDK's own does not always hear that its connection was cut.
 * Safe for use by any thread.
 */
public final class Websocket implements AutoCloseable {
    private static final int BUFFER = 1_024;

    private final AtomicInteger messages = new AtomicInteger();
    private final CompletableFuture<Integer> ending = new CompletableFuture<>();
    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(false, BUFFER);

    private Websocket(URI address) throws IOException {
        worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_IO_THREADS, 1)
                        .set(Options.THREAD_DAEMON, true)
                        .getMap());
        try {
            listen(WebSocketClient.connectionBuilder(worker, buffers, address)
                    .connect()
                    .get());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens one at an address that begins with {@code http}.
     *
     * @throws UncheckedIOException if the server does not take it
     */
    public static Websocket open(URI http) {
        try {
            return new Websocket(URI.create(http.toString().replaceFirst("http", "ws")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(WebSocketChannel channel) {
        channel.addCloseTask(closed -> ending.completeExceptionally(new IOException("the connection was cut")));
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                messages.incrementAndGet();
            }

            @Override
            protected void onCloseMessage(CloseMessage close, WebSocketChannel from) {
                if (close.getCode() == CloseMessage.NORMAL_CLOSURE) {
                    ending.complete(close.getCode());
                } else {
                    ending.completeExceptionally(new IllegalStateException("closed with status " + close.getCode()));
                }
            }
        });
        channel.resumeReceives();
    }

    /** How many text messages have come. */
    public int messages() {
        return messages.get();
    }

    /** The status code with which the server closes it; fails if the connection is cut. */
    public CompletableFuture<Integer> ending() {
        return ending;
    }

    /** Closes the connection; the future of the ending is cancelled unless it has ended. */
    @Override
    public void close() {
        ending.cancel(false);
        worker.shutdownNow();
        buffers.close();
    }
}
