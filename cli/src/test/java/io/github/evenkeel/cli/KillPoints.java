package io.github.evenkeel.cli;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ends the JVM, as if it was killed, at some instants before and after the calls of a plan's ports. Each instant counts
 * once: a file holds those that earlier processes have passed, and a repeated call, as while the roll waits, is the
 * same instant.
 */
final class KillPoints {
    /** Exit status of a process that SIGKILL ended, in a shell. */
    static final int KILLED = 137;

    /** Methods of ports that call no service. */
    private static final Set<String> LOCAL = named(
            "id",
            "place",
            "scope",
            "cliCommand",
            "uncordonCliCommand",
            "includeCliCommand",
            "inspectCliCommand",
            "term",
            "close",
            "toString");

    private final Path file;
    private final int stride;
    private final int offset;
    private final Set<String> seen;

    /**
     * @param stride how many instants to let pass from one end to the next; those left over by it are {@code offset}
     */
    KillPoints(Path file, int stride, int offset) throws IOException {
        this.file = file;
        this.stride = stride;
        this.offset = offset;
        seen = new TreeSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    }

    /** Each name is that of a method, so a renaming is noticed. */
    private static Set<String> named(String... names) {
        Set<String> local = new TreeSet<>(List.of(names));
        Set<String> there = Stream.of(
                        ManagedCluster.class,
                        LoadBalancer.class,
                        Workloads.class,
                        Journal.class,
                        Journal.Writer.class,
                        RunLock.class,
                        RunLock.Held.class,
                        Object.class)
                .flatMap(port -> Arrays.stream(port.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());
        if (!there.containsAll(local)) {
            local.removeAll(there);
            throw new IllegalStateException("no port has the methods " + local);
        }
        return local;
    }

    <T> T around(Class<T> port, T instance) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (LOCAL.contains(method.getName())) {
                        return call(instance, method, arguments);
                    }
                    String name = port.getSimpleName() + "." + method.getName() + subject(arguments);
                    pass("before " + name);
                    Object answer = call(instance, method, arguments);
                    pass("after " + name);
                    return wrapped(answer);
                }));
    }

    private @Nullable Object wrapped(@Nullable Object answer) {
        if (answer instanceof Journal.Writer writer) {
            return around(Journal.Writer.class, writer);
        }
        return answer instanceof RunLock.Held held ? around(RunLock.Held.class, held) : answer;
    }

    /** Evictions come from several threads. */
    private synchronized void pass(String point) {
        if (seen.add(point)) {
            try {
                Files.writeString(file, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (seen.size() % stride == offset) {
                System.out.println("KILLED " + point);
                System.out.flush();
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }

    private static @Nullable Object call(Object instance, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /** What it is about, as far as it does not differ from one process to the next. */
    private static String subject(Object @Nullable [] arguments) {
        return arguments == null
                ? ""
                : Arrays.stream(arguments).flatMap(KillPoints::name).collect(Collectors.joining(" ", " ", ""));
    }

    private static Stream<String> name(Object argument) {
        if (argument instanceof ClusterNode node) {
            return Stream.of(node.name());
        } else if (argument instanceof PoolNode node) {
            return Stream.of(node.name());
        } else if (argument instanceof Pod pod) {
            return Stream.of(pod.namespace() + " on " + pod.nodeName().orElse("no node"));
        } else if (argument instanceof Backend backend) {
            return Stream.of(backend.toString());
        } else if (argument instanceof Map<?, ?> changes) {
            return changes.keySet().stream().map(Object::toString).sorted();
        }
        return Stream.empty();
    }
}
