package io.github.evenkeel.oci;

import static io.github.evenkeel.oci.ScriptedService.error;
import static io.github.evenkeel.oci.ScriptedService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancerClient;
import io.github.evenkeel.oci.ScriptedService.Answer;
import io.github.evenkeel.oci.ScriptedService.Asked;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.BackendSet.WhenAllFail;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.LoadBalancer.CliAction;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What goes over the wire to the Network Load Balancer service and what is made of the answers, with the real client.
 */
@Execution(ExecutionMode.CONCURRENT)
class OciNetworkLoadBalancerTest {
    private static final String ID = "ocid1.networkloadbalancer.oc1.iad.nnnn";
    private static final String COMPARTMENT = "ocid1.compartment.oc1..cccc";
    private static final String TARGET = "ocid1.instance.oc1.iad.iiii";
    private static final String PATH = "/20200501/networkLoadBalancers/" + ID;
    private static final String SET = PATH + "/backendSets/web";
    private static final String BACKEND = SET + "/backends/10.0.10.2:30080";
    private static final String WORK_REQUESTS = "/20200501/workRequests";

    private ScriptedService service;
    private NetworkLoadBalancerClient client;
    private OciNetworkLoadBalancer balancer;

    @BeforeEach
    void start() throws IOException {
        service = new ScriptedService();
        // With the SDK's own retries, as a caller may bring it.
        client = SdkClients.networkLoadBalancer(service.endpoint());
        balancer = OciNetworkLoadBalancer.of(client, ID);
        service.on("GET", PATH, balancer("ACTIVE"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        service.close();
    }

    private static Answer balancer(String state) {
        return json(
                        200,
                        """
                {"id": "%s", "compartmentId": "%s", "displayName": "front", "lifecycleState": "%s",
                 "ipAddresses": [{"ipAddress": "203.0.113.7", "isPublic": true}],
                 "listeners": {
                   "http": {"name": "http", "protocol": "TCP", "port": 80, "defaultBackendSetName": "web"},
                   "long": {"name": "long", "protocol": "TCP", "port": 81, "defaultBackendSetName": "long",
                            "tcpIdleTimeout": 1800},
                   "dns": {"name": "dns", "protocol": "UDP", "port": 53, "defaultBackendSetName": "dns"}},
                 "backendSets": {
                   "web": {"name": "web", "policy": "FIVE_TUPLE", "isFailOpen": true,
                     "healthChecker": {"protocol": "HTTP", "port": 10256},
                     "backends": [
                       {"name": "10.0.10.2:30080", "ipAddress": "10.0.10.2", "port": 30080, "weight": 3,
                        "targetId": "%s", "isDrain": true, "isBackup": true, "isOffline": false},
                       {"name": "mine", "ipAddress": "10.0.10.3", "port": 30080},
                       {"name": "%s:30080", "targetId": "%s", "port": 30080}]},
                   "dns": {"name": "dns", "policy": "TWO_TUPLE", "backends": []},
                   "long": {"name": "long", "policy": "FIVE_TUPLE", "backends": []}}}"""
                                .formatted(ID, COMPARTMENT, state, TARGET, TARGET, TARGET))
                .with("etag", "e-1");
    }

    private static Answer accepted(String workRequestId) {
        return new Answer(202, Map.of("opc-work-request-id", workRequestId, "opc-request-id", "REQ"), "");
    }

    @Test
    void describesTheBalancer() {
        Backend drained = Backend.builder("10.0.10.2", 30080)
                .weight(3)
                .modes(Set.of(Mode.DRAIN, Mode.BACKUP))
                .build();
        Duration most = Duration.ofMinutes(10);
        assertThat(balancer.describe())
                .isEqualTo(LoadBalancerDescription.builder(ID, "front")
                        .addresses(List.of("203.0.113.7"))
                        .backendSets(List.of(
                                BackendSet.builder("dns")
                                        .policy("TWO_TUPLE")
                                        .idleTimeout(Duration.ofMinutes(2))
                                        .mostConnectionDrain(most)
                                        .build(),
                                BackendSet.builder("long")
                                        .policy("FIVE_TUPLE")
                                        .idleTimeout(Duration.ofMinutes(30))
                                        .mostConnectionDrain(most)
                                        .build(),
                                BackendSet.builder("web")
                                        .policy("FIVE_TUPLE")
                                        .backends(List.of(
                                                drained,
                                                Backend.builder("10.0.10.3", 30080)
                                                        .name("mine")
                                                        .build(),
                                                Backend.builder(TARGET, 30080).build()))
                                        .idleTimeout(Duration.ofMinutes(6))
                                        .mostConnectionDrain(most)
                                        .healthCheckPort(10256)
                                        .whenAllFail(WhenAllFail.ALL_SERVE)
                                        .build()))
                        .revision("e-1")
                        .build());
        assertThat(balancer.describe().backendSet("web").orElseThrow().connectionDrain())
                .isEqualTo(Duration.ofMinutes(6));
        assertThat(balancer.describe().backendSet("long").orElseThrow().connectionDrain())
                .isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, CREATING",
        "UPDATING, UPDATING",
        "ACTIVE, ACTIVE",
        "FAILED, NEEDS_ATTENTION",
        "DELETING, DELETING",
        "DELETED, DELETED",
        "RESTING, UNKNOWN"
    })
    void aBalancerThatAChangeHasLeftFailedGoesOnToServe(String state, Lifecycle expected) {
        service.on("GET", PATH, balancer(state));

        assertThat(balancer.describe().lifecycle()).isEqualTo(expected);
    }

    @Test
    void writesAllSettingsOfABackend() {
        service.on("PUT", BACKEND, accepted("wr-1"));
        LoadBalancerDescription seen = balancer.describe();
        Backend now = seen.backendSet("web").orElseThrow().backends().get(0);

        Operation begun = balancer.updateBackend(seen, "web", now.without(Mode.DRAIN));

        assertThat(begun.id()).isEqualTo("wr-1");
        Asked put = service.last("PUT");
        assertThat(put.body().replaceAll("[{}\"]", "").split(","))
                .containsExactlyInAnyOrder("weight:3", "isDrain:false", "isBackup:true", "isOffline:false");
        assertThat(put.header("if-match")).isEqualTo("e-1");
        assertThat(put.header("opc-retry-token")).isNotBlank();
    }

    @Test
    void knowsABackendByTheNameThatTheServiceGaveIt() {
        String named = SET + "/backends/mine";
        String byTarget = SET + "/backends/" + TARGET + ":30080";
        service.on("PUT", named, accepted("wr-1"))
                .on("DELETE", byTarget, accepted("wr-2"))
                .on("GET", named + "/health", json(200, "{\"status\": \"CRITICAL\"}"));
        LoadBalancerDescription seen = balancer.describe();
        List<Backend> backends = seen.backendSet("web").orElseThrow().backends();

        assertThat(balancer.updateBackend(seen, "web", backends.get(1).with(Mode.DRAIN))
                        .id())
                .isEqualTo("wr-1");
        assertThat(balancer.removeBackend(seen, "web", backends.get(2)).id()).isEqualTo("wr-2");
        assertThat(service.last("DELETE").header("if-match")).isEqualTo("e-1");
        assertThat(balancer.health("web", backends.get(1))).isEqualTo(BackendHealth.CRITICAL);
    }

    @Test
    void goesOnWithTheBackendsOwnEtagIfTheServiceWantsThat() {
        Answer backend = json(
                        200,
                        """
                {"name": "10.0.10.2:30080", "ipAddress": "10.0.10.2", "port": 30080, "weight": 3,
                 "isDrain": true, "isBackup": true, "isOffline": false}""")
                .with("etag", "b-7");
        service.on("PUT", BACKEND, error(412, "NoEtagMatch"), accepted("wr-1"))
                .on("POST", SET + "/backends", error(412, "NoEtagMatch"), accepted("wr-2"))
                .on("GET", BACKEND, backend);
        LoadBalancerDescription seen = balancer.describe();
        Backend now = seen.backendSet("web").orElseThrow().backends().get(0);

        assertThat(balancer.updateBackend(seen, "web", now.without(Mode.DRAIN)).id())
                .isEqualTo("wr-1");
        assertThat(service.last("PUT").header("if-match")).isEqualTo("b-7");
        assertThat(balancer.addBackend(
                                seen, "web", Backend.builder("10.0.10.9", 30080).build())
                        .id())
                .isEqualTo("wr-2");
        assertThat(service.last("POST").header("if-match")).isNull();
    }

    @Test
    void aConflictStandsIfTheBalancerOrTheBackendHasChanged() {
        LoadBalancerDescription seen = balancer.describe();
        Backend now = seen.backendSet("web").orElseThrow().backends().get(0);
        service.on("PUT", BACKEND, error(412, "NoEtagMatch"), accepted("wr-1"))
                .on("DELETE", BACKEND, error(409, "Conflict"), accepted("wr-2"))
                .on("GET", PATH, balancer("ACTIVE").with("etag", "e-2"), balancer("ACTIVE"))
                .on(
                        "GET",
                        BACKEND,
                        json(200, "{\"name\": \"10.0.10.2:30080\", \"ipAddress\": \"10.0.10.2\", \"port\": 30080}"));

        assertThat(Failed.by(() -> balancer.updateBackend(seen, "web", now.without(Mode.DRAIN)))
                        .outcome())
                .isEqualTo(Outcome.CONFLICT);
        assertThat(Failed.by(() -> balancer.removeBackend(seen, "web", now)).outcome())
                .isEqualTo(Outcome.CONFLICT);
    }

    @ParameterizedTest
    @CsvSource({"10.0.10.9, ipAddress", "ocid1.instance.oc1.iad.iiii, targetId"})
    void addsABackendByItsAddressOrItsTarget(String address, String field) {
        service.on("POST", SET + "/backends", accepted("wr-1"));
        Backend backend = Backend.builder(address, 30080)
                .weight(5)
                .modes(Set.of(Mode.BACKUP))
                .build();

        balancer.addBackend(balancer.describe(), "web", backend);

        Asked post = service.last("POST");
        assertThat(post.body().replaceAll("[{}\"]", "").split(","))
                .containsExactlyInAnyOrder(
                        field + ":" + address,
                        "port:30080",
                        "weight:5",
                        "isDrain:false",
                        "isBackup:true",
                        "isOffline:false");
        assertThat(post.header("if-match")).isEqualTo("e-1");
    }

    @Test
    void refusesALimitOfConnectionsWhichTheServiceDoesNotHave() {
        LoadBalancerDescription seen = balancer.describe();
        Backend limited =
                Backend.builder("10.0.10.9", 30080).maxConnections(512).build();

        assertThat(Failed.by(() -> balancer.addBackend(seen, "web", limited)))
                .hasMessageContaining("a limit of 512 connections")
                .extracting(ServiceException::outcome)
                .isEqualTo(Outcome.REJECTED);
        assertThat(Failed.by(() -> balancer.updateBackend(seen, "web", limited)).outcome())
                .isEqualTo(Outcome.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidParameter, REJECTED",
        "401, NotAuthenticated, UNAUTHENTICATED",
        "403, NotAllowed, DENIED",
        "404, NotAuthorizedOrNotFound, NOT_FOUND",
        "409, Conflict, CONFLICT",
        "409, NotAuthorizedOrResourceAlreadyExists, CONFLICT",
        "409, IncorrectState, CONFLICT",
        "412, NoEtagMatch, CONFLICT",
        "429, TooManyRequests, THROTTLED",
        "500, InternalServerError, UNAVAILABLE",
        "503, ServiceUnavailable, UNAVAILABLE"
    })
    void aFailedCallIsSentOnceAndHasItsOutcome(int status, String code, Outcome expected) {
        LoadBalancerDescription seen = balancer.describe();
        service.on("GET", PATH, balancer("UPDATING"));
        service.on("POST", SET + "/backends", error(status, code));

        ServiceException failure = Failed.by(() -> balancer.addBackend(
                seen, "web", Backend.builder("10.0.10.9", 30080).build()));

        assertThat(failure.outcome()).isEqualTo(expected);
        assertThat(failure).hasMessageContainingAll("CreateBackend 10.0.10.9:30080 in set web", code, "REQ");
        assertThat(service.asked())
                .filteredOn(asked -> asked.method().equals("POST"))
                .hasSize(1);
    }

    @Test
    void aChangeIsInFlightWhileTheBalancerIsUpdating() {
        service.on("GET", PATH, balancer("ACTIVE"), balancer("UPDATING"))
                .on(
                        "GET",
                        WORK_REQUESTS,
                        json(
                                        200,
                                        "{\"items\": [" + request(1, "IN_PROGRESS", ID) + ","
                                                + request(2, "ACCEPTED", "x") + "]}")
                                .with("opc-next-page", "2"),
                        json(
                                200,
                                "{\"items\": [" + request(3, "SUCCEEDED", ID) + "," + request(4, "CANCELING", ID)
                                        + "]}"));

        assertThat(balancer.operationsInFlight()).isEmpty();
        assertThat(service.asked()).as("an idle balancer costs one call").hasSize(1);
        assertThat(balancer.operationsInFlight()).map(Operation::id).containsExactly("wr-1", "wr-4");
        assertThat(service.last("GET").query()).contains("compartmentId=" + COMPARTMENT);
    }

    @Test
    void aBalancerThatIsUpdatingIsBusyThoughNoWorkRequestIsListed() {
        service.on("GET", PATH, balancer("UPDATING")).on("GET", WORK_REQUESTS, json(200, "{\"items\": []}"));

        assertThat(balancer.operationsInFlight()).singleElement().satisfies(operation -> assertThat(operation.kind())
                .contains("UPDATING"));
    }

    @Test
    void tellsHowAWorkRequestStandsAndWhyItFailed() {
        service.on(
                        "GET",
                        WORK_REQUESTS + "/wr-1",
                        json(200, request(1, "IN_PROGRESS", ID)),
                        json(200, request(1, "CANCELED", ID)),
                        json(200, request(1, "FAILED", ID)))
                .on(
                        "GET",
                        WORK_REQUESTS + "/wr-1/errors",
                        error(403, "NotAllowed"),
                        json(
                                200,
                                """
                        {"items": [{"code": "INTERNAL_ERROR", "message": "no such backend",
                                    "timestamp": "2026-01-05T10:00:00.000Z"}]}"""));

        assertThat(balancer.operation("wr-1"))
                .extracting(
                        Operation::state, Operation::kind, read -> read.detail().orElse(""))
                .containsExactly(Operation.State.IN_PROGRESS, "UPDATE_BACKEND", "50 % complete");
        assertThat(balancer.operation("wr-1").state()).isEqualTo(Operation.State.CANCELED);
        assertThat(balancer.operation("wr-1").detail())
                .hasValueSatisfying(detail -> assertThat(detail).contains("can't be read", "NotAllowed"));
        Operation failed = balancer.operation("wr-1");
        assertThat(failed.state()).isEqualTo(Operation.State.FAILED);
        assertThat(failed.detail()).hasValue("INTERNAL_ERROR: no such backend");
    }

    private static String request(int number, String status, String resource) {
        return """
                {"id": "wr-%d", "operationType": "UPDATE_BACKEND", "status": "%s", "compartmentId": "%s",
                 "percentComplete": 50.0, "resources": [{"entityType": "nlb", "actionType": "IN_PROGRESS",
                 "identifier": "%s"}], "timeAccepted": "2026-01-05T10:00:00.000Z"}"""
                .formatted(number, status, COMPARTMENT, resource);
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
                        {"name": "web", "backends": [{"name": "mine"}, {"name": "10.0.10.3:1"}]}"""));
        assertThat(balancer.unhealthyBackends("web"))
                .containsOnlyKeys("mine", "10.0.10.3:1")
                .containsValue(BackendHealth.UNKNOWN);
    }

    @Test
    void namesTheCommandsOfItsOwnService() {
        Backend backend = Backend.builder("10.0.10.2", 30080).weight(3).build();
        String place = " --network-load-balancer-id '" + ID + "' --backend-set-name 'web' ";

        assertThat(balancer.cliCommand("web", backend.with(Mode.DRAIN), CliAction.UPDATE))
                .hasValue("oci nlb backend update" + place + "--backend-name '10.0.10.2:30080' --weight 3"
                        + " --is-backup false --is-drain true --is-offline false --wait-for-state SUCCEEDED");
        assertThat(balancer.cliCommand("web", backend, CliAction.ADD))
                .hasValue("oci nlb backend create" + place + "--ip-address '10.0.10.2' --port 30080 --weight 3"
                        + " --is-backup false --is-drain false --is-offline false --wait-for-state SUCCEEDED");
        assertThat(balancer.cliCommand("web", backend, CliAction.REMOVE))
                .hasValue("oci nlb backend delete" + place
                        + "--backend-name '10.0.10.2:30080' --force --wait-for-state SUCCEEDED");
    }
}
