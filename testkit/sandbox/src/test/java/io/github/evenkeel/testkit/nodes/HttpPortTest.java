package io.github.evenkeel.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

class HttpPortTest {
    private final ByteBufferPool buffers = new DefaultByteBufferPool(false, 4096);
    private final XnioWorker worker = Xnio.getInstance()
            .createWorker(OptionMap.builder()
                    .set(Options.WORKER_IO_THREADS, 1)
                    .set(Options.THREAD_DAEMON, true)
                    .getMap());
    private final HttpPort port = HttpPort.open(worker, buffers, HttpServerExchange::endExchange);

    HttpPortTest() throws IOException {}

    @AfterEach
    void close() {
        port.close();
        worker.shutdownNow();
    }

    @Test
    void cutsIdleConnectionsAndRefusesNewOnesOnceClosed() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: node\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream answers = socket.getInputStream();
            assertThat(new String(answers.readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");

            port.close();

            answers.readAllBytes();
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(port.address().getAddress(), port.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
