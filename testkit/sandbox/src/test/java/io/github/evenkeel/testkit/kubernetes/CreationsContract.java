package io.github.evenkeel.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server makes of an object that is to be created, on the sandbox's server and on a real one. */
abstract class CreationsContract<S extends Server> {
    static final String MAPS = "/api/v1/namespaces/default/configmaps";

    final S server;
    final ServedCluster cluster;

    CreationsContract(S server) {
        this.server = server;
        cluster = new ServedCluster(server);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void theServerFillsInWhatIsItsOwn() throws Exception {
        HttpResponse<String> answer = post(
                "/api/v1/namespaces/default/pods",
                "{'metadata': {'generateName': 'web-', 'uid': 'mine'}, 'status': {'phase': 'Running'},"
                        + " 'spec': {'containers': [{'name': 'web', 'image': 'web'}]}}");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode pod = new ObjectMapper().readTree(answer.body());
        assertThat(pod.at("/metadata/name").asText()).matches("web-[a-z0-9]{5}");
        assertThat(pod.at("/metadata/uid").asText()).isNotEqualTo("mine");
        assertThat(pod.at("/metadata/namespace").asText()).isEqualTo("default");
        assertThat(pod.at("/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(30);
        assertThat(pod.at("/status/phase").asText()).isEqualTo("Pending");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'metadata': {}} | 422 | name or generateName is required",
                "{'metadata': {'name': 'Not_Allowed'}} | 422 | RFC 1123 subdomain",
                "{'metadata': {'name': 'a', 'namespace': 'kube-system'}} | 400 | does not match the namespace",
                "{'kind': 'Secret', 'apiVersion': 'v1', 'metadata': {'name': 'a'}} | 400 | Secret",
                "{'metadata': | 400 | json parse error"
            })
    void aWrongObjectIsRefusedWithTheReason(String object, int code, String reason) throws Exception {
        HttpResponse<String> answer = post(MAPS, object);

        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void aServiceOfTypeLoadBalancerGetsPortsOfItsOwn() throws Exception {
        HttpResponse<String> answer = post(
                "/api/v1/namespaces/default/services",
                "{'metadata': {'name': 'web'}, 'spec': {'type': 'LoadBalancer', 'externalTrafficPolicy': 'Local',"
                        + " 'selector': {'app': 'web'}, 'ports': [{'port': 80}]}}");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode service = new ObjectMapper().readTree(answer.body());
        int nodePort = service.at("/spec/ports/0/nodePort").asInt();
        int healthPort = service.at("/spec/healthCheckNodePort").asInt();
        assertThat(nodePort).isBetween(30_000, 32_767);
        assertThat(healthPort).isBetween(30_000, 32_767).isNotEqualTo(nodePort);
        assertThat(service.at("/spec/allocateLoadBalancerNodePorts").asBoolean())
                .isTrue();
    }

    @Test
    void aDryRunChecksAndCreatesNothing() throws Exception {
        assertThat(post(MAPS + "?dryRun=All", "{'metadata': {'name': 'a'}}").statusCode())
                .isEqualTo(201);
        assertThat(post(MAPS + "?dryRun=All", "{'metadata': {'name': '-'}}").statusCode())
                .isEqualTo(422);
        assertThat(cluster.get(MAPS + "/a").statusCode()).isEqualTo(404);
    }

    @Test
    void thePartsOfAPodThatAreFixedStayAsTheyAre() throws Exception {
        cluster.node(ServedCluster.NODE);
        Pod pod = cluster.bound("web", ServedCluster.NODE, Map.of());

        var answer = cluster.http()
                .send(
                        cluster.request("/api/v1/namespaces/default/pods/web")
                                .setHeader("Content-Type", "application/merge-patch+json")
                                .method("PATCH", BodyPublishers.ofString("{\"spec\":{\"nodeName\":\"elsewhere\"}}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("pod updates may not change fields other than");
        assertThat(cluster.client.resource(pod).get().getSpec().getNodeName()).isEqualTo(ServedCluster.NODE);
    }

    private HttpResponse<String> post(String path, String singleQuoted) throws IOException, InterruptedException {
        return cluster.send("POST", path, singleQuoted.replace('\'', '"'));
    }
}
