package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.testkit.oci.CallFault;
import io.github.evenkeel.testkit.oci.OciOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer that refuses for a moment, as OCI gives it while a token is replaced, ends no roll that is under way. */
class BadMomentsTest {
    private static final String WORDS = "for a moment";

    @ParameterizedTest
    @CsvSource({
        "AWAIT_REPLACEMENT, GET_NODE_POOL, 401, NotAuthenticated",
        "AWAIT_REPLACEMENT, GET_NODE_POOL, 404, NotAuthorizedOrNotFound",
        "AWAIT_HEALTH, GET_LOAD_BALANCER, 404, NotAuthorizedOrNotFound",
        "DRAIN_BACKENDS, UPDATE_BACKEND, 401, NotAuthenticated",
        "DELETE_NODE, DELETE_NODE, 401, NotAuthenticated",
    })
    void aRollBearsIt(Step step, OciOperation operation, int status, String code) throws InterruptedException {
        try (Scene scene = Scene.open()) {
            UpgradeListener refuses = new UpgradeListener() {
                private boolean done;

                @Override
                public void onStepStarted(UpgradeEvent.StepStarted event) {
                    if (event.step().equals(step) && !done) {
                        done = true;
                        scene.sandbox.oci().faults().next(operation, CallFault.answer(status, code, WORDS));
                    }
                }
            };

            UpgradeReport report = scene.rolls(scene.plan().withListener(refuses));

            assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            assertThat(scene.sandbox.ociCalls())
                    .containsEntry("DeleteNode", 2L + (Step.DELETE_NODE.equals(step) ? 1 : 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"401, NotAuthenticated", "404, NotAuthorizedOrNotFound"})
    void aPreviewDoesNot(int status, String code) {
        try (Scene scene = Scene.open()) {
            scene.sandbox.oci().faults().next(OciOperation.GET_NODE_POOL, CallFault.answer(status, code, WORDS));

            assertThat(scene.plan().preview().blockers().toString()).contains(WORDS);
        }
    }

    @Test
    void aPermissionThatIsTakenAwayEndsIt() {
        try (Scene scene = Scene.open()) {
            UpgradeListener refuses = new UpgradeListener() {
                @Override
                public void onStepStarted(UpgradeEvent.StepStarted event) {
                    if (Step.DRAIN_BACKENDS.equals(event.step())) {
                        scene.sandbox
                                .oci()
                                .faults()
                                .every(OciOperation.UPDATE_BACKEND, CallFault.answer(401, "NotAuthenticated", WORDS));
                    }
                }
            };

            assertThatThrownBy(
                            () -> scene.plan().withListener(refuses).rollNodes().await())
                    .hasMessageContaining(WORDS);
            scene.isOpen();
        }
    }
}
