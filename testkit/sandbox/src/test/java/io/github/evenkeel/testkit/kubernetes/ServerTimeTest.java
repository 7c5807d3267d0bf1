package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.evenkeel.model.KubernetesVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** The API tells its time with each response: plans count the ages of nodes by it. */
class ServerTimeTest {
    private static final KubernetesVersion VERSION = KubernetesVersion.parse("v1.31.1");

    private final HttpClient http = HttpClient.newHttpClient();

    private Instant told(URI url) throws IOException, InterruptedException {
        HttpResponse<Void> response =
                http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding());
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                response.headers().firstValue("Date").orElseThrow(), Instant::from);
    }

    @Test
    void goesOnWhenAnotherServerIsClosed() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (KubernetesApi closed = KubernetesApi.start(() -> VERSION)) {
                assertThat(told(closed.url())).isNotNull();
            }
        }
        Instant before = Instant.now();

        try (KubernetesApi api = KubernetesApi.start(() -> VERSION)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> told(api.url()).isAfter(before));
        }
    }
}
