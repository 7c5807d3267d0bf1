package io.github.evenkeel.testkit.nodes;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.time.Duration;

/**
 * Response that goes on for a while, in parts: a download, or the messages of a websocket. It ends as HTTP or the
 * websocket has it, so that a client can tell an end from a cut connection.
 */
final class LongAnswer {
    private static final Duration APART = Duration.ofMillis(50);
    private static final String PART = "part\n";

    private final AgentThreads threads;
    private final Duration time;
    private final Runnable ended;
    private final long begun = System.nanoTime();

    /** @param ended called once, when it has ended in whatever way */
    LongAnswer(AgentThreads threads, Duration time, Runnable ended) {
        this.threads = threads;
        this.time = time;
        this.ended = ended;
    }

    private boolean isOver() {
        return System.nanoTime() - begun >= time.toNanos();
    }

    /** Sends it as the body of the response, whose length the client is not told. */
    void download(HttpServerExchange exchange) {
        exchange.addExchangeCompleteListener((over, next) -> {
            ended.run();
            next.proceed();
        });
        exchange.dispatch(
                SameThreadExecutor.INSTANCE, () -> exchange.getResponseSender().send(PART, new NextPart()));
    }

    /** What is done once a part of a download is sent. */
    private final class NextPart implements IoCallback {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            if (isOver()) {
                sender.close(IoCallback.END_EXCHANGE);
            } else {
                threads.after(APART, () -> exchange.getIoThread().execute(() -> sender.send(PART, this)));
            }
        }

        @Override
        public void onException(HttpServerExchange exchange, Sender sender, IOException cut) {
            IoCallback.END_EXCHANGE.onException(exchange, sender, cut);
        }
    }

    /** Takes the websocket that the client asks for, sends messages over it, and closes it. */
    void talk(HttpServerExchange exchange) throws Exception {
        WebSocketConnectionCallback connected = (asked, channel) -> {
            channel.addCloseTask(closed -> ended.run());
            channel.getReceiveSetter().set(new AbstractReceiveListener() {});
            channel.resumeReceives();
            say(channel);
        };
        new WebSocketProtocolHandshakeHandler(connected).handleRequest(exchange);
    }

    private void say(WebSocketChannel channel) {
        if (isOver()) {
            WebSockets.sendClose(CloseMessage.NORMAL_CLOSURE, "", channel, null);
        } else {
            WebSockets.sendText(PART, channel, null);
            threads.after(APART, () -> channel.getIoThread().execute(() -> say(channel)));
        }
    }
}
