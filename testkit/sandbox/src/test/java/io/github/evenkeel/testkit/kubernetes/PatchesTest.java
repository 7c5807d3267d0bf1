package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.ServedCluster.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PatchesTest extends PatchesContract<SandboxServer> {
    PatchesTest() {
        super(new SandboxServer());
    }

    @Test
    void serverSideApplyIsNotServed() {
        assertThat(refusal(() -> resource().patch(PatchContext.of(PatchType.SERVER_SIDE_APPLY), node()))
                        .getCode())
                .isEqualTo(415);
    }
}
