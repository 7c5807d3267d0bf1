package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.oracle.bmc.containerengine.ContainerEngineClient;
import com.oracle.bmc.containerengine.requests.GetClusterRequest;
import com.oracle.bmc.loadbalancer.requests.UpdateBackendRequest;
import com.oracle.bmc.model.BmcException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that go wrong, as the official clients and a plain one see them. */
@Timeout(120)
class CallFaultTest {
    private final ServedBalancer served = new ServedBalancer();
    private final ContainerEngineClient engine = served.emulator.containerEngineClient();

    @AfterEach
    void close() {
        engine.close();
        served.close();
    }

    @Test
    void anErrorIsAnsweredAsOftenAsAskedForAndCounted() throws Exception {
        served.emulator
                .faults()
                .next(
                        2,
                        OciOperation.GET_CLUSTER,
                        CallFault.answer(429, "TooManyRequests", "slower").retryAfter(Duration.ofSeconds(7)));

        BmcException refused = Refused.by(this::getCluster);
        HttpResponse<String> raw = plain("/20180222/clusters/" + served.emulator.clusterId(), "Signature none");
        getCluster();

        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(refused.getServiceCode()).isEqualTo("TooManyRequests");
        assertThat(raw.headers().firstValue("retry-after")).hasValue("7");
        assertThat(served.emulator.calls().byOperation()).isEqualTo(Map.of(OciOperation.GET_CLUSTER, 3L));
    }

    @Test
    void aLostAnswerMayHaveHadItsEffect() {
        served.emulator
                .faults()
                .next(OciOperation.UPDATE_BACKEND, CallFault.lostBeforeEffect())
                .next(OciOperation.UPDATE_BACKEND, CallFault.lostAfterEffect());

        assertThat(Refused.by(() -> served.client.updateBackend(drain())).isTimeout())
                .isTrue();
        assertThat(served.emulator.calls().of(OciOperation.UPDATE_BACKEND)).isOne();
        assertThat(Refused.by(() -> served.client.updateBackend(drain())).isTimeout())
                .isTrue();

        // The second one was accepted, so the load balancer is busy, or was.
        await().until(() -> served.backends().get(0).drain());
    }

    @Test
    void aRetryTokenMakesOneChangeOfTwoCalls() {
        UpdateBackendRequest once = served.drain().opcRetryToken("once").build();

        String first = served.client.updateBackend(once).getOpcWorkRequestId();
        String second = served.client.updateBackend(once).getOpcWorkRequestId();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void faultsGoOnUntilTheyAreForgotten() {
        served.emulator.faults().every(OciOperation.GET_CLUSTER, CallFault.answer(503, "ServiceUnavailable", "later"));
        assertThat(Refused.by(this::getCluster).getStatusCode()).isEqualTo(503);
        assertThat(Refused.by(this::getCluster).getStatusCode()).isEqualTo(503);

        served.emulator.faults().clear();

        getCluster();
    }

    @Test
    void requestsMustBeSignedAndKnown() throws Exception {
        assertThat(plain("/20180222/clusters/" + served.emulator.clusterId(), "Bearer none")
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> unknown = plain("/20180222/addons", "Signature none");
        assertThat(unknown.statusCode()).isEqualTo(501);
        assertThat(unknown.body()).contains("GET /20180222/addons");
    }

    @Test
    void faultsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> CallFault.answer(200, "Ok", "fine")).hasMessageContaining("200");
        assertThatThrownBy(() -> CallFault.lostAfterEffect().retryAfter(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> served.emulator
                        .faults()
                        .nextWorkRequest(OciOperation.GET_CLUSTER, WorkRequestFault.failed("never")))
                .hasMessageContaining("GetCluster");
    }

    private void getCluster() {
        engine.getCluster(GetClusterRequest.builder()
                .clusterId(served.emulator.clusterId())
                .build());
    }

    private UpdateBackendRequest drain() {
        return served.drain().build();
    }

    private HttpResponse<String> plain(String path, String authorization) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(served.emulator.endpoint() + path))
                                .header("Authorization", authorization)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
