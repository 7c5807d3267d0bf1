package io.github.evenkeel.run.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.CallTiming;
import io.github.evenkeel.Timing;
import io.github.evenkeel.run.DelegatingScheduler;
import io.github.evenkeel.run.EventPublisher;
import io.github.evenkeel.run.SystemScheduler;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.Scheduler;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.spi.Workloads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On real time and threads. */
class PortCallsTest {
    private static final List<Class<?>> PORTS = List.of(
            ManagedCluster.class,
            Workloads.class,
            LoadBalancer.class,
            ServiceLoadBalancers.class,
            LoadBalancerInventory.class,
            Journal.class,
            Journal.Writer.class,
            RunLock.class,
            RunLock.Held.class,
            NodeWatch.class);

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean endpointHangs = true;
    private final PortCalls calls =
            calls(new SystemScheduler(), Timing.defaults().calls().withRequest(Duration.ofMillis(10)));

    private static PortCalls calls(Scheduler scheduler, CallTiming timing) {
        return new PortCalls(scheduler, timing, new EventPublisher(scheduler, List.of()));
    }

    @AfterEach
    void letGo() {
        release.countDown();
    }

    static Stream<Arguments> operations() {
        return PORTS.stream().flatMap(port -> Arrays.stream(port.getMethods())
                .filter(method -> !PortWithDeadlines.ANSWERED_BY_ITSELF.contains(method.getName()))
                .map(method -> Arguments.of(port, method)));
    }

    /** Not even an interrupt ends a call of it. */
    private <T> T hanging(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    if (method.getName().equals("term")) {
                        return Duration.ofMillis(20);
                    }
                    if (method.getName().equals("endpoint")) {
                        return endpoint();
                    }
                    begun.incrementAndGet();
                    hang();
                    return null;
                }));
    }

    private Optional<String> endpoint() {
        if (endpointHangs) {
            hang();
        }
        return Optional.empty();
    }

    private void hang() {
        boolean over = false;
        while (!over) {
            try {
                release.await();
                over = true;
            } catch (InterruptedException e) {
                // It hangs.
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationThatNeverAnswersHasAnUnknownOutcome(Class<?> port, Method operation) {
        Throwable thrown = catchThrowableOfType(
                        InvocationTargetException.class, () -> operation.invoke(guarded(port), arguments(operation)))
                .getCause();

        assertThat(thrown).isInstanceOfSatisfying(ServiceException.class, failure -> {
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure).hasMessageContaining("no answer within").hasMessageContaining(operation.getName());
        });
    }

    private <T> T guarded(Class<T> port) {
        return calls.to(port, hanging(port));
    }

    private static Object[] arguments(Method operation) {
        return Arrays.stream(operation.getParameterTypes())
                .map(type -> type == int.class ? 0 : null)
                .toArray();
    }

    @Test
    void whatHasNoDeadlineIsNamedAsItsMethodIs() {
        assertThat(PORTS.stream()
                        .flatMap(port -> Arrays.stream(port.getMethods()))
                        .map(Method::getName))
                .containsAll(PortWithDeadlines.ANSWERED_BY_ITSELF);
    }

    @Test
    void noMoreIsAskedOnceTooManyCallsHangAndAgainWhenTheyHaveEnded() {
        Workloads workloads = guarded(Workloads.class);
        while (begun.get() <= TimedCalls.MOST_UNANSWERED) { // a call that is given up before it begins does not count
            assertThatThrownBy(() -> workloads.node("10.0.10.2")).isInstanceOf(ServiceException.class);
        }

        assertThatThrownBy(() -> workloads.node("10.0.10.2"))
                .isInstanceOfSatisfying(ServiceException.class, failure -> assertThat(failure.outcome())
                        .isEqualTo(Outcome.DENIED))
                .hasMessageContaining("calls of this run have had no answer");
        assertThat(begun).hasValue(17);

        release.countDown();
        while (isRefused(workloads)) {
            Thread.onSpinWait();
        }
    }

    @SuppressWarnings("NullAway") // the port does not look at it
    private static boolean isRefused(Workloads workloads) {
        try {
            workloads.delete(null);
            return false;
        } catch (ServiceException e) {
            return e.outcome() == Outcome.DENIED;
        }
    }

    @Test
    void aWriterIsNotCalledWhileAnEarlierCallGoesOn() {
        Journal.Writer writer = guarded(Journal.Writer.class);
        while (begun.get() == 0) { // a call that is given up before it begins is not made
            assertThatThrownBy(() -> writer.write(Map.of("run", "a"))).hasMessageContaining("no answer");
        }

        assertThatThrownBy(() -> writer.write(Map.of("run", "b")))
                .isInstanceOfSatisfying(ServiceException.class, failure -> assertThat(failure.outcome())
                        .isEqualTo(Outcome.UNKNOWN))
                .hasMessageContaining("earlier call");
        assertThat(begun).hasValue(1);
    }

    @Test
    @SuppressWarnings("NullAway") // the port does not look at it
    void whatAMethodReturnsHasDeadlinesToo() {
        Journal.Writer writer = hanging(Journal.Writer.class);
        Journal journal = (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, given) -> writer);

        Journal.Writer opened = calls.to(Journal.class, journal).open("runner", null, Map.of());

        assertThatThrownBy(() -> opened.write(Map.of())).hasMessageContaining("no answer");
    }

    @Test
    void aCallForWhichNoThreadCanBeHadIsMadeLater() {
        PortCalls without = calls(
                new DelegatingScheduler() {
                    @Override
                    public Running start(String name, Runnable task) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                },
                Timing.defaults().calls());

        assertThatThrownBy(() ->
                        without.to(Workloads.class, hanging(Workloads.class)).nodes())
                .isInstanceOfSatisfying(ServiceException.class, failure -> assertThat(failure.outcome())
                        .isEqualTo(Outcome.THROTTLED))
                .hasMessageContaining("no thread can be had");
        assertThat(begun).hasValue(0);
    }

    @Test
    void theLockIsRenewedWhileAnAnswerIsAwaited() {
        AtomicInteger renewals = new AtomicInteger();
        RunLock.Held held = new RunLock.Held() {
            @Override
            public Duration term() {
                return Duration.ofMillis(30);
            }

            @Override
            public void renew() {
                if (renewals.incrementAndGet() > 3) { // the first is that of the beginning
                    release.countDown();
                }
            }

            @Override
            public void release() {}
        };
        RunLock lock = new RunLock() {
            @Override
            public Optional<Holder> holder() {
                return Optional.empty();
            }

            @Override
            public Held take(String runner, Optional<Holder> instead) {
                return held;
            }
        };
        endpointHangs = false;
        SystemScheduler scheduler = new SystemScheduler();
        PortCalls patient = calls(scheduler, Timing.defaults().calls());
        LeaseGuard lease = LeaseGuard.begin(scheduler, patient.to(RunLock.class, lock), "runner");
        patient.keep(lease);
        Workloads workloads = patient.to(Workloads.class, hanging(Workloads.class));

        assertThat(workloads.nodes()).isNull();

        assertThat(renewals).hasValueGreaterThan(3);
    }

    @Test
    void whatAPortThrowsIsThrown() {
        ServiceException refused = ServiceException.of(Outcome.REJECTED, "evict", "no");
        Workloads workloads = (Workloads) Proxy.newProxyInstance(
                Workloads.class.getClassLoader(), new Class<?>[] {Workloads.class}, (proxy, method, given) -> {
                    throw refused;
                });

        assertThatThrownBy(() -> calls.to(Workloads.class, workloads).nodes()).isSameAs(refused);
    }

    @Test
    void anInterruptOfTheCallerReachesTheCallAndStays() {
        AtomicBoolean heard = new AtomicBoolean();
        PortCalls patient = calls(new SystemScheduler(), Timing.defaults().calls());
        Workloads workloads = (Workloads) Proxy.newProxyInstance(
                Workloads.class.getClassLoader(), new Class<?>[] {Workloads.class}, (proxy, method, given) -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        heard.set(true);
                    }
                    return List.of();
                });
        Thread.currentThread().interrupt();

        patient.to(Workloads.class, workloads).nodes();

        assertThat(heard).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
