package io.github.evenkeel.run.lease;

import io.github.evenkeel.run.LimitedCall;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port of which each method has a deadline. It is a proxy, so that it covers methods of later versions, too. */
final class PortWithDeadlines implements InvocationHandler {
    /** They tell what the port knows by itself. */
    static final Set<String> ANSWERED_BY_ITSELF = Set.of(
            "id",
            "place",
            "scope",
            "term",
            "entries",
            "cliCommand",
            "inspectCliCommand",
            "uncordonCliCommand",
            "endpoint");

    /** A list has several pages, and each of them the time of a request. */
    private static final int PAGES = 5;

    private final Object port;
    private final TimedCalls calls;
    private final @Nullable ServerWatch server;
    private final CallRecorder recorder;
    private @Nullable LimitedCall<?> hanging;

    private PortWithDeadlines(Object port, TimedCalls calls, @Nullable ServerWatch server, CallRecorder recorder) {
        this.port = port;
        this.calls = calls;
        this.server = server;
        this.recorder = recorder;
    }

    /** @param server that answers; null if it is not known */
    static <T> T of(Class<T> type, T port, TimedCalls calls, @Nullable ServerWatch server, CallRecorder recorder) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new PortWithDeadlines(port, calls, server, recorder)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class || ANSWERED_BY_ITSELF.contains(method.getName())) {
            return ask(method, arguments).orElse(null);
        }
        String operation = method.getName() + " of " + port.getClass().getSimpleName();
        LimitedCall<Optional<Object>> call = new LimitedCall<>(() -> ask(method, arguments));
        if (usedByOneThread()) {
            requireNoneHanging(operation);
            hanging = call;
        }
        Object answer = recorder.record(method.getName(), () -> calls.make(operation, deadline(method), call, server))
                .orElse(null);
        return answer != null && isPort(method.getReturnType()) ? wrapped(method.getReturnType(), answer) : answer;
    }

    private <T> T wrapped(Class<T> type, Object answer) {
        return of(
                type,
                type.cast(answer),
                calls,
                null,
                recorder.of(type)); // it tells what is known already, or has no server
    }

    /** A method that returns nothing has an answer, too. */
    private Optional<Object> ask(Method method, Object @Nullable [] arguments) {
        try {
            return Optional.ofNullable(method.invoke(port, arguments));
        } catch (InvocationTargetException e) {
            throw sneaky(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever a port throws reaches the run as it was thrown. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(@Nullable Throwable thrown) throws E {
        throw (E) (thrown == null ? new IllegalStateException("a port failed") : thrown);
    }

    private boolean usedByOneThread() {
        return port instanceof Journal.Writer || port instanceof RunLock.Held;
    }

    /** A writer, or a lock that is held, is not made for two calls at once: an earlier one may still go on. */
    private void requireNoneHanging(String operation) {
        LimitedCall<?> before = hanging;
        if (before != null && before.hasBegun() && !before.ended()) {
            throw ServiceException.of(Outcome.UNKNOWN, operation, "an earlier call still has no response");
        }
    }

    private Duration deadline(Method method) {
        Duration request = calls.deadlines().request();
        Class<?> answer = method.getReturnType();
        if (Collection.class.isAssignableFrom(answer) || Map.class.isAssignableFrom(answer)) {
            return request.multipliedBy(PAGES);
        }
        if (port instanceof RunLock.Held held && method.getName().equals("renew")) {
            Duration quarter = held.term().dividedBy(4);
            return quarter.compareTo(request) < 0 ? quarter : request;
        }
        return request;
    }

    /** A kind of port whose methods return parts that are called, too. */
    private static boolean isPort(Class<?> type) {
        return type == NodeWatch.class || type == Journal.Writer.class || type == RunLock.Held.class;
    }
}
