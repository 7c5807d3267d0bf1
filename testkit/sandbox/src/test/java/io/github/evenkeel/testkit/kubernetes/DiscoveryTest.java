package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.VersionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest extends DiscoveryContract<SandboxServer> {
    DiscoveryTest() {
        super(new SandboxServer());
    }

    @Test
    void tellsTheVersionOfTheControlPlane() {
        VersionInfo version = cluster.client.getKubernetesVersion();

        assertThat(version.getGitVersion()).isEqualTo("v1.32.1");
        assertThat(version.getMajor()).isEqualTo("1");
        assertThat(version.getMinor()).isEqualTo("32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2", "/apis/nothing", "/apis/apps/v1beta1", "/api/v1/gadgets", "/openapi/v2", "/"})
    void whatIsNotServedIsNotFound(String path) throws Exception {
        var answer = cluster.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("the server could not find the requested resource");
    }
}
