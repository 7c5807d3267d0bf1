package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.Scheduler.Running;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
    private static final Map<String, String> BEFORE = Map.of("evenkeel.node", "mine", "trace", "1");

    @BeforeEach
    void set() {
        MDC.setContextMap(BEFORE);
    }

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void afterTheWorkTheThreadHasWhatItHadBefore() {
        LogContext.ofRun("run-1").aboutNode("a").during(() -> assertThat(MDC.getCopyOfContextMap())
                .isEqualTo(Map.of("evenkeel.run", "run-1", "evenkeel.node", "a", "trace", "1")));

        assertThat(MDC.getCopyOfContextMap()).isEqualTo(BEFORE);
    }

    @Test
    void soItHasAfterWorkThatFails() {
        Runnable fails = () -> {
            throw new IllegalStateException("as if");
        };

        assertThatThrownBy(() -> LogContext.ofRun("run-1").during(fails)).isInstanceOf(IllegalStateException.class);

        assertThat(MDC.getCopyOfContextMap()).isEqualTo(BEFORE);
    }

    @Test
    void aThreadThatIsStartedHasWhatItsStarterHadAndNothingElseOfIt() throws InterruptedException {
        AtomicReference<Map<String, String>> there = new AtomicReference<>(Map.of());
        Running running = LogContext.ofRun("run-1")
                .during(() -> new SystemScheduler().start("test", () -> there.set(MDC.getCopyOfContextMap())));

        assertThat(running.join(Duration.ofMinutes(1))).isTrue();
        assertThat(there.get()).isEqualTo(Map.of("evenkeel.run", "run-1"));
    }
}
