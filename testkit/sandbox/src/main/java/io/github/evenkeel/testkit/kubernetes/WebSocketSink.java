package io.github.evenkeel.testkit.kubernetes;

import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.xnio.IoUtils;

/** Sends events as text messages of a WebSocket, which fabric8's client prefers. */
final class WebSocketSink implements EventSink {
    private final WebSocketChannel channel;

    WebSocketSink(WebSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public void send(byte[] event) throws IOException {
        WebSockets.sendTextBlocking(new String(event, StandardCharsets.UTF_8), channel);
    }

    @Override
    public void finish() {
        WebSockets.sendClose(CloseMessage.NORMAL_CLOSURE, "", channel, null);
    }

    @Override
    public void cut() {
        IoUtils.safeClose(channel);
    }
}
