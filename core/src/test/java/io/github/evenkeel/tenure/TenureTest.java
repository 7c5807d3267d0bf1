package io.github.evenkeel.tenure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.run.VirtualTimeline;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenureTest {
    private static final Duration TERM = Duration.ofMinutes(2);

    private final VirtualTimeline timeline = new VirtualTimeline();
    private Runnable onRenewal = () -> {};

    private final class OneLock implements RunLock, RunLock.Held {
        @Override
        public Optional<Holder> holder() {
            return Optional.empty();
        }

        @Override
        public Held take(String runner, Optional<Holder> instead) {
            return this;
        }

        @Override
        public Duration term() {
            return TERM;
        }

        @Override
        public void renew() {
            onRenewal.run();
        }

        @Override
        public void release() {
            // nobody else wants it
        }
    }

    /** Another thread is about the renewal, and nobody knows yet whether it comes about. */
    @Test
    void whoIsInterruptedWhileAnotherRenewsChangesNothing() {
        Tenure tenure = Tenure.begin(timeline, new OneLock(), "runner");
        timeline.sleep(TERM);
        onRenewal = () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> tenure.require("evict pod"))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("not asked for");
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        };

        tenure.require("cordon node");
    }
}
