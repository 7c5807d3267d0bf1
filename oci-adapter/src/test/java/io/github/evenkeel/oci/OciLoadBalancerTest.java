package io.github.evenkeel.oci;

import static io.github.evenkeel.oci.ScriptedService.accepted;
import static io.github.evenkeel.oci.ScriptedService.error;
import static io.github.evenkeel.oci.ScriptedService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.loadbalancer.LoadBalancer;
import io.github.evenkeel.oci.ScriptedService.Asked;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.SessionPersistence;
import io.github.evenkeel.spi.SessionPersistence.Fallback;
import io.github.evenkeel.spi.SessionPersistence.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What goes over the wire to the Load Balancer service and what is made of the answers, with the real client. */
@Execution(ExecutionMode.CONCURRENT)
class OciLoadBalancerTest {
    private static final String ID = "ocid1.loadbalancer.oc1.iad.llll";
    private static final String PATH = "/20170115/loadBalancers/" + ID;
    private static final String SET = PATH + "/backendSets/web";
    private static final String BACKEND = SET + "/backends/10.0.10.2:30080";

    private ScriptedService service;
    private LoadBalancer client;
    private OciLoadBalancer balancer;

    @BeforeEach
    void start() throws IOException {
        service = new ScriptedService();
        client = SdkClients.loadBalancer(service.endpoint());
        balancer = OciLoadBalancer.of(client, ID);
        service.on(
                "GET",
                PATH,
                json(
                                200,
                                """
                        {"id": "%s", "displayName": "front", "lifecycleState": "ACTIVE",
                         "ipAddresses": [{"ipAddress": "203.0.113.7", "isPublic": true}],
                         "listeners": {"l": {"name": "l", "protocol": "HTTP", "port": 80,
                                       "defaultBackendSetName": "web",
                                       "connectionConfiguration": {"idleTimeout": 75}}},
                         "backendSets": {
                           "web": {"name": "web", "policy": "LEAST_CONNECTIONS",
                             "healthChecker": {"protocol": "HTTP", "port": 10256},
                             "backends": [
                               {"name": "10.0.10.2:30080", "ipAddress": "10.0.10.2", "port": 30080, "weight": 3,
                                "maxConnections": 512, "drain": true, "backup": true, "offline": false},
                               {"name": "10.0.10.3:30080", "ipAddress": "10.0.10.3", "port": 30080}]},
                           "admin": {"name": "admin", "policy": "ROUND_ROBIN", "backends": []}}}"""
                                        .formatted(ID))
                        .with("ETag", "e-1"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        service.close();
    }

    @Test
    void describesTheBalancer() {
        Backend drained = Backend.builder("10.0.10.2", 30080)
                .weight(3)
                .maxConnections(512)
                .modes(Set.of(Backend.Mode.DRAIN, Backend.Mode.BACKUP))
                .build();
        Backend plain = Backend.builder("10.0.10.3", 30080).build();
        assertThat(balancer.describe())
                .isEqualTo(LoadBalancerDescription.builder(ID, "front")
                        .addresses(List.of("203.0.113.7"))
                        .backendSets(List.of(
                                BackendSet.builder("admin").build(),
                                BackendSet.builder("web")
                                        .policy("LEAST_CONNECTIONS")
                                        .backends(List.of(drained, plain))
                                        .idleTimeout(Duration.ofSeconds(75))
                                        .healthCheckPort(10256)
                                        .build()))
                        .revision("e-1")
                        .build());
    }

    @Test
    void writesAllSettingsOfABackend() {
        service.on("PUT", BACKEND, accepted("wr-1"));
        LoadBalancerDescription seen = balancer.describe();
        Backend now = seen.backendSet("web").orElseThrow().backends().get(0);

        Operation begun = balancer.updateBackend(seen, "web", now.without(Backend.Mode.DRAIN));

        assertThat(begun.id()).isEqualTo("wr-1");
        Asked put = service.last("PUT");
        assertThat(put.body().replaceAll("[{}\"]", "").split(","))
                .containsExactlyInAnyOrder(
                        "weight:3", "maxConnections:512", "drain:false", "backup:true", "offline:false");
        assertThat(put.header("if-match")).isEqualTo("e-1");
        assertThat(put.header("opc-retry-token")).isNotBlank();
    }

    @Test
    void aLimitOfConnectionsThatWasAbsentStaysAbsent() {
        service.on("PUT", SET + "/backends/10.0.10.3:30080", accepted("wr-1"));
        LoadBalancerDescription seen = balancer.describe();
        Backend now = seen.backendSet("web").orElseThrow().backends().get(1);

        balancer.updateBackend(seen, "web", now.with(Backend.Mode.DRAIN));

        assertThat(service.last("PUT").body().replaceAll("[{}\"]", "").split(","))
                .containsExactlyInAnyOrder("weight:1", "drain:true", "backup:false", "offline:false");
    }

    @Test
    void addsABackendWithAllItsSettings() {
        service.on("POST", SET + "/backends", accepted("wr-1"));
        Backend backend = Backend.builder("10.0.10.9", 30080)
                .weight(5)
                .modes(Set.of(Backend.Mode.BACKUP))
                .build();

        balancer.addBackend(balancer.describe(), "web", backend);

        Asked post = service.last("POST");
        assertThat(post.body().replaceAll("[{}\"]", "").split(","))
                .containsExactlyInAnyOrder(
                        "ipAddress:10.0.10.9", "port:30080", "weight:5", "drain:false", "backup:true", "offline:false");
        assertThat(post.header("if-match")).isEqualTo("e-1");
        assertThat(post.header("opc-retry-token")).isNotBlank();
    }

    @Test
    void aBackendThatIsGoneAlreadyIsNotFound() {
        service.on("DELETE", BACKEND, accepted("wr-1"), error(404, "NotAuthorizedOrNotFound"));
        LoadBalancerDescription seen = balancer.describe();
        Backend backend = seen.backendSet("web").orElseThrow().backends().get(0);

        assertThat(balancer.removeBackend(seen, "web", backend).id()).isEqualTo("wr-1");
        assertThat(service.last("DELETE").header("if-match")).isEqualTo("e-1");
        assertThat(Failed.by(() -> balancer.removeBackend(seen, "web", backend)).outcome())
                .isEqualTo(ServiceException.Outcome.NOT_FOUND);
    }

    @Test
    void readsHealth() {
        Backend backend = Backend.builder("10.0.10.2", 30080).build();
        service.on(
                "GET", BACKEND + "/health", json(200, "{\"status\": \"WARNING\"}"), json(200, "{\"status\": \"X\"}"));
        assertThat(balancer.health("web", backend)).isEqualTo(BackendHealth.WARNING);
        assertThat(balancer.health("web", backend)).isEqualTo(BackendHealth.UNKNOWN);
    }

    @Test
    void namesTheBackendsThatAreNotWell() {
        service.on(
                "GET",
                SET + "/health",
                json(
                        200,
                        """
                {"status": "CRITICAL", "totalBackendCount": 4, "warningStateBackendNames": ["10.0.10.2:1"],
                 "criticalStateBackendNames": ["10.0.10.3:1"], "unknownStateBackendNames": ["10.0.10.4:1"]}"""));
        assertThat(balancer.unhealthyBackends("web"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "10.0.10.2:1", BackendHealth.WARNING,
                        "10.0.10.3:1", BackendHealth.CRITICAL,
                        "10.0.10.4:1", BackendHealth.UNKNOWN));
    }

    @Test
    void nothingIsWellInASetOfUnknownState() {
        service.on("GET", SET + "/health", json(200, "{\"status\": \"UNKNOWN\", \"totalBackendCount\": 2}"))
                .on(
                        "GET",
                        SET,
                        json(
                                200,
                                """
                        {"name": "web", "backends": [{"name": "10.0.10.2:1"}, {"name": "10.0.10.3:1"}]}"""));
        assertThat(balancer.unhealthyBackends("web"))
                .containsOnlyKeys("10.0.10.2:1", "10.0.10.3:1")
                .containsValue(BackendHealth.UNKNOWN);
    }

    @Test
    void readsNoFurtherThanWhatHasEndedWhenTheListingIsNewestFirst() {
        service.on(
                "GET",
                PATH + "/workRequests",
                json(200, "[" + request(9, "IN_PROGRESS") + "," + request(8, "ACCEPTED") + "]")
                        .with("opc-next-page", "2"),
                json(200, "[" + request(7, "IN_PROGRESS") + "," + request(6, "SUCCEEDED") + "]")
                        .with("opc-next-page", "3"),
                json(200, "[" + request(5, "SUCCEEDED") + "]"));

        assertThat(balancer.operationsInFlight()).map(Operation::id).containsExactly("wr-9", "wr-8", "wr-7");
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void readsAListingInAnotherOrderToItsEnd() {
        service.on(
                "GET",
                PATH + "/workRequests",
                json(
                                200,
                                IntStream.range(0, 25)
                                        .mapToObj(i -> request(i, "FAILED"))
                                        .collect(Collectors.joining(",", "[", "]")))
                        .with("opc-next-page", "2"),
                json(200, "[" + request(26, "IN_PROGRESS") + "]"));
        assertThat(balancer.operationsInFlight()).map(Operation::id).containsExactly("wr-26");
    }

    @Test
    void tellsHowAWorkRequestStands() {
        service.on(
                "GET",
                "/20170115/loadBalancerWorkRequests/wr-1",
                json(200, request(1, "IN_PROGRESS")),
                json(
                        200,
                        """
                        {"id": "wr-1", "type": "UpdateBackend", "lifecycleState": "FAILED", "message": "it failed",
                         "errorDetails": [{"errorCode": "BAD_INPUT", "message": "no such backend"},
                                          {"errorCode": "NEW_CODE", "message": "and more"}]}"""));

        assertThat(balancer.operation("wr-1").ended()).isFalse();
        Operation failed = balancer.operation("wr-1");
        assertThat(failed.state()).isEqualTo(Operation.State.FAILED);
        assertThat(failed.kind()).isEqualTo("UpdateBackend");
        assertThat(failed.detail())
                .hasValueSatisfying(detail -> assertThat(detail).contains("no such backend", "and more"));
    }

    private static String request(int number, String state) {
        return """
                {"id": "wr-%1$d", "type": "UpdateBackend", "lifecycleState": "%2$s", "message": "",
                 "timeAccepted": "2026-01-05T10:%1$02d:00.000Z"}"""
                .formatted(number, state);
    }

    @Test
    void knowsABackendByTheNameThatTheServiceGaveIt() {
        service.on(
                "GET",
                PATH,
                json(
                        200,
                        """
                        {"id": "%s", "displayName": "front", "lifecycleState": "ACTIVE", "ipAddresses": [],
                         "backendSets": {"web": {"name": "web", "policy": "ROUND_ROBIN", "backends": [
                           {"name": "node-a", "ipAddress": "10.0.10.2", "port": 30080},
                           {"name": "[2603:c020::3]:30080", "ipAddress": "2603:c020::3", "port": 30080},
                           {"ipAddress": "2603:c020::4", "port": 30080}]}}}"""
                                .formatted(ID)));
        service.on("PUT", SET + "/backends/node-a", accepted("wr-1"));
        service.on("DELETE", SET + "/backends/node-a", accepted("wr-2"));
        service.on("GET", SET + "/backends/node-a/health", json(200, "{\"status\": \"CRITICAL\"}"));
        LoadBalancerDescription seen = balancer.describe();
        List<Backend> backends = seen.backendSet("web").orElseThrow().backends();

        assertThat(backends)
                .extracting(Backend::name)
                .containsExactly("node-a", "[2603:c020::3]:30080", "[2603:c020::4]:30080");
        Backend first = backends.get(0);
        assertThat(balancer.updateBackend(seen, "web", first.with(Backend.Mode.DRAIN))
                        .id())
                .isEqualTo("wr-1");
        assertThat(balancer.removeBackend(seen, "web", first).id()).isEqualTo("wr-2");
        assertThat(balancer.health("web", first)).isEqualTo(BackendHealth.CRITICAL);
    }

    @Test
    void readsHowClientsAreKeptAtTheirBackend() {
        service.on(
                "GET",
                PATH,
                json(
                        200,
                        """
                        {"id": "%s", "displayName": "front", "lifecycleState": "ACTIVE", "ipAddresses": [],
                         "backendSets": {
                           "a": {"name": "a", "policy": "ROUND_ROBIN", "backends": [],
                             "sessionPersistenceConfiguration": {"cookieName": "*", "disableFallback": true}},
                           "b": {"name": "b", "policy": "ROUND_ROBIN", "backends": [],
                             "lbCookieSessionPersistenceConfiguration": {"disableFallback": false}},
                           "c": {"name": "c", "policy": "ROUND_ROBIN", "backends": []}}}"""
                                .formatted(ID)));

        assertThat(balancer.describe().backendSets())
                .extracting(BackendSet::sessions)
                .containsExactly(
                        Optional.of(new SessionPersistence(Kind.APPLICATION_COOKIE, "*", Fallback.NONE)),
                        Optional.of(new SessionPersistence(
                                Kind.LOAD_BALANCER_COOKIE, "X-Oracle-BMC-LBS-Route", Fallback.TO_ANOTHER_BACKEND)),
                        Optional.empty());
    }
}
