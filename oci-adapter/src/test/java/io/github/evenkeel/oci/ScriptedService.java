package io.github.evenkeel.oci;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Answers over HTTP with what a test has written down, and keeps what was asked. For what is on the wire; the behaviour
 * of the services is the emulator's.
 */
final class ScriptedService implements AutoCloseable {
    record Asked(String method, String path, String query, Headers headers, String body) {
        @Nullable
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    record Answer(int status, Map<String, String> headers, String body) {
        Answer with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body);
        }
    }

    /** Closes the connection in place of an answer. */
    static final Answer SILENCE = new Answer(0, Map.of(), "");

    /** Keeps the client waiting until the service ends. */
    static final Answer NEVER = new Answer(-1, Map.of(), "");

    private final HttpServer server;
    private final Map<String, ConcurrentLinkedQueue<Answer>> script = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    ScriptedService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("content-type", "application/json", "opc-request-id", "REQ"), body);
    }

    static Answer error(int status, String code) {
        return json(status, "{\"code\":\"" + code + "\",\"message\":\"words of the service\"}");
    }

    static Answer accepted(String workRequestId) {
        return new Answer(204, Map.of("opc-work-request-id", workRequestId, "opc-request-id", "REQ"), "");
    }

    /** Answers in this order; the last one from then on. */
    ScriptedService on(String method, String path, Answer... answers) {
        script.put(method + " " + path, new ConcurrentLinkedQueue<>(List.of(answers)));
        return this;
    }

    List<Asked> asked() {
        return new ArrayList<>(asked);
    }

    /** The latest request of that method. */
    Asked last(String method) {
        return asked.stream()
                .filter(request -> request.method().equals(method))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""),
                exchange.getRequestHeaders(),
                body));
        Answer answer = next(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        if (answer.equals(NEVER)) {
            return;
        }
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer next(String request) {
        ConcurrentLinkedQueue<Answer> answers = script.get(request);
        if (answers == null || answers.isEmpty()) {
            return error(404, "NotAuthorizedOrNotFound");
        }
        Answer first = answers.peek();
        if (answers.size() > 1) {
            answers.poll();
        }
        return first;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
