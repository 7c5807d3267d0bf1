package io.github.evenkeel.testkit.nodes;

import io.fabric8.kubernetes.api.model.Pod;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.IoUtils;

/** HTTP request that a pod handles. It ends with a response or a cut connection, never both. Thread-safe. */
final class RequestInFlight {
    private static final HttpString POD = new HttpString("X-Pod");
    private static final HttpString NODE = new HttpString("X-Node");

    private final HttpServerExchange exchange;
    private final RunningPod pod;
    private final AtomicBoolean settled = new AtomicBoolean();

    RequestInFlight(HttpServerExchange exchange, RunningPod pod) {
        this.exchange = exchange;
        this.pod = pod;
    }

    /** To be called once, from the exchange's handler. No thread waits meanwhile. */
    void answerAfter(AgentThreads threads, Duration delay) {
        if (delay.isZero()) {
            answer();
            return;
        }
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> threads.after(delay, () -> exchange.getIoThread().execute(this::answer)));
    }

    /** As above, but sends parts of the answer all the time. */
    void downloadFor(AgentThreads threads, Duration time) {
        name();
        new LongAnswer(threads, time, this::ended).download(exchange);
    }

    /** Answers the request for a websocket, and sends messages over it for that time. */
    void talkFor(AgentThreads threads, Duration time) throws Exception {
        new LongAnswer(threads, time, this::ended).talk(exchange);
    }

    private void ended() {
        settled.set(true);
        pod.answered(this);
    }

    /** Breaks the connection without an answer. */
    void cut() {
        if (settled.compareAndSet(false, true)) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void answer() {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        if (!exchange.getConnection().isOpen()) {
            pod.answered(this);
            return;
        }
        exchange.addExchangeCompleteListener((ended, next) -> {
            pod.answered(this);
            next.proceed();
        });
        exchange.getResponseSender().send(name());
    }

    /** Has the headers of the response say which pod it is of; the same for its body. */
    private String name() {
        Pod object = pod.object();
        String podName = object.getMetadata().getName();
        String nodeName = object.getSpec().getNodeName();
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "text/plain")
                .put(POD, podName)
                .put(NODE, nodeName);
        return "pod " + podName + " on node " + nodeName + "\n";
    }
}
