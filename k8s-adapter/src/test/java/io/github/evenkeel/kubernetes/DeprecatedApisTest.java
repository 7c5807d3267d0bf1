package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** On the sandbox's API server. */
class DeprecatedApisTest {
    @Test
    void withoutThePermissionTheyAreNotKnown() {
        try (SandboxServer server = new SandboxServer()) {
            ServedWorkloads served = new ServedWorkloads(server);
            server.requestDeprecatedApis();

            assertThat(served.workloads.deprecatedApis()).isEmpty();
            assertThat(server.calls(ServedWorkloads.USER, "get /metrics")).isEqualTo(1);

            served.grantMetrics();
            assertThat(served.workloads.deprecatedApis())
                    .hasValueSatisfying(apis -> assertThat(apis).hasSize(1));
        }
    }
}
