package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class CreationsTest extends CreationsContract<SandboxServer> {
    CreationsTest() {
        super(new SandboxServer());
    }

    @Test
    void protobufIsNotUnderstood() throws Exception {
        var answer = cluster.http()
                .send(
                        cluster.request(MAPS)
                                .setHeader("Content-Type", "application/vnd.kubernetes.protobuf")
                                .POST(BodyPublishers.ofString("k8s"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("UnsupportedMediaType");
    }
}
