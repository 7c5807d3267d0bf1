package io.github.evenkeel.testkit.kubernetes;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import org.xnio.IoUtils;

/** Sends events as lines of a streaming response. */
final class StreamSink implements EventSink {
    private final HttpServerExchange exchange;

    StreamSink(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /** Sends the head of the answer, so that the client knows that the watch has begun. */
    void open() throws IOException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getOutputStream().flush();
    }

    @Override
    public void send(byte[] event) throws IOException {
        OutputStream out = exchange.getOutputStream();
        out.write(event);
        out.write('\n');
        out.flush();
    }

    @Override
    public void finish() {
        exchange.endExchange();
    }

    @Override
    public void cut() {
        IoUtils.safeClose(exchange.getConnection());
    }
}
