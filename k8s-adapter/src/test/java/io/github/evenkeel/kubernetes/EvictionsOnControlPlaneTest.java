package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import io.github.evenkeel.testkit.controlplane.ControlPlaneExtension;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("control-plane")
@ExtendWith(ControlPlaneExtension.class)
class EvictionsOnControlPlaneTest extends EvictionsContract<RealServer> {
    EvictionsOnControlPlaneTest(ControlPlane controlPlane) {
        super(new RealServer(controlPlane));
    }

    @Test
    void aBudgetOfPodsWhoseOwnerHasNoScaleBlocksWithTheControllersReason() {
        try (CustomKind kind = CustomKind.create(served.administrator)) {
            for (String name : List.of("web-1", "web-2", "web-3")) {
                served.ownedPod(name, kind.owner());
            }
            served.roomyBudget("web-budget");
            await().until(() -> served.workloads.budgets().get(0).uncounted().isPresent());

            DrainPreview preview =
                    DrainPlan.forNode(served.workloads, ServedWorkloads.NODE).preview();

            assertThat(preview.canDrain()).isFalse();
            assertThat(preview.blocked()).hasSize(3).allSatisfy(blocked -> assertThat(blocked.reasons())
                    .singleElement()
                    .asString()
                    .contains("default/web-budget", "SyncFailed: "));
        }
    }
}
