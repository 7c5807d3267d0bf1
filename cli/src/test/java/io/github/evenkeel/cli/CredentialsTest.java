package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Credentials that a machine outside the cluster does not have. */
class CredentialsTest {
    private final Printed printed = new Printed();

    @Test
    void workloadIdentityNeedsThePodsServiceAccount() {
        assertThat(plan("workload-identity")).isEqualTo(1);
        assertThat(printed.err()).contains("service account").doesNotContain("internal error");
    }

    @Test
    void anotherKindIsRefused() {
        assertThat(plan("password")).isEqualTo(2);
        assertThat(printed.err())
                .contains("'password' is not one of config-file, instance-principal, workload-identity");
    }

    private int plan(String credentials) {
        return printed.run("plan", "--cluster", "c", "--load-balancer", "l", "--credentials", credentials);
    }
}
