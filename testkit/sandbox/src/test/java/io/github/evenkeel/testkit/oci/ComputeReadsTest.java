package io.github.evenkeel.testkit.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The reads of Compute and Networking by which a cloud controller finds a node's addresses, and whether it is gone. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ComputeReadsTest {
    private final OciEmulator emulator = OciEmulator.builder()
            .nodePool(NodePoolSpec.named("workers").size(2).secondInterfaces())
            .timings(Timings.quick().nodeTermination(Duration.ofMillis(50)).eviction(Duration.ZERO))
            .start();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void fromAnInstanceToItsAddressesAndSubnet() {
        Instance instance = emulator.runningInstances().get(0);
        JsonNode found = read("/20160918/instances/" + instance.id());
        assertThat(found.path("lifecycleState").asText()).isEqualTo("RUNNING");
        assertThat(found.path("displayName").asText()).isEqualTo(instance.name());

        JsonNode attachments = read(
                "/20160918/vnicAttachments?compartmentId=" + emulator.compartmentId() + "&instanceId=" + instance.id());
        assertThat(attachments).hasSize(2);
        JsonNode primary =
                read("/20160918/vnics/" + attachments.path(0).path("vnicId").asText());
        JsonNode second =
                read("/20160918/vnics/" + attachments.path(1).path("vnicId").asText());
        assertThat(primary.path("isPrimary").asBoolean()).isTrue();
        assertThat(primary.path("privateIp").asText()).isEqualTo(instance.privateIp());
        assertThat(second.path("isPrimary").asBoolean()).isFalse();
        assertThat(second.path("privateIp").asText()).isEqualTo(instance.nodeIp());

        JsonNode subnet = read("/20160918/subnets/" + primary.path("subnetId").asText());
        assertThat(subnet.path("lifecycleState").asText()).isEqualTo("AVAILABLE");
    }

    @Test
    void anInstanceThatWasTerminatedIsStillThereAndSaysSo() {
        Instance instance = emulator.runningInstances().get(1);
        emulator.outsideChanges().nodePoolSize(emulator.nodePoolIds().get(0), 1);
        await().until(() -> read("/20160918/instances/" + instance.id())
                .path("lifecycleState")
                .asText()
                .equals("TERMINATED"));
        assertThat(read("/20160918/instances/ocid1.instance.oc1.iad.none")
                        .path("code")
                        .asText())
                .isEqualTo("NotAuthorizedOrNotFound");
    }

    private JsonNode read(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.endpoint() + path))
                .header("Authorization", "Signature keyId=\"any\"")
                .build();
        try {
            return new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
