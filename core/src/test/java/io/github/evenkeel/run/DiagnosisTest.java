package io.github.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Failure;
import io.github.evenkeel.Step;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    @Test
    void aCallThatFailsBeforeTheFirstStepIsNamed() {
        Failure failure = Diagnosis.of(
                ServiceException.of(ServiceException.Outcome.NOT_FOUND, "read node 10.0.10.1", "HTTP 404"),
                new EventPublisher.Progress(null, null, null),
                Duration.ofSeconds(1),
                List.of(),
                List.of());

        assertThat(failure.step()).isEqualTo(Step.PREPARE);
        assertThat(failure.object()).isEqualTo("the run: read node 10.0.10.1");
    }
}
