package io.github.evenkeel.oci;

import static io.github.evenkeel.oci.ScriptedService.accepted;
import static io.github.evenkeel.oci.ScriptedService.error;
import static io.github.evenkeel.oci.ScriptedService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.containerengine.ContainerEngine;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.oci.ScriptedService.Asked;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodeCycling;
import io.github.evenkeel.spi.NodeImage;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What goes over the wire to Container Engine and what is made of the answers, with the real client. */
@Execution(ExecutionMode.CONCURRENT)
class OkeClusterTest {
    private static final String CLUSTER = "ocid1.cluster.oc1.iad.aaaa";
    private static final String POOL = "ocid1.nodepool.oc1.iad.pppp";
    private static final String INSTANCE = "ocid1.instance.oc1.iad.iiii";
    private static final String BASE = "/20180222";
    private static final String CLUSTER_PATH = BASE + "/clusters/" + CLUSTER;
    private static final String POOL_PATH = BASE + "/nodePools/" + POOL;
    private static final KubernetesVersion TARGET = KubernetesVersion.parse("v1.32.1");
    private static final NodeImage IMAGE = NodeImage.of("ocid1.image.oc1.iad.new");

    private ScriptedService service;
    private ContainerEngine client;
    private OkeCluster cluster;

    @BeforeEach
    void start() throws IOException {
        service = new ScriptedService();
        client = SdkClients.containerEngine(service.endpoint());
        cluster = OkeCluster.of(client, CLUSTER);
        service.on(
                "GET",
                CLUSTER_PATH,
                json(
                                200,
                                """
                        {"id": "%s", "name": "shop", "compartmentId": "ocid1.compartment.oc1..cccc",
                         "kubernetesVersion": "v1.31.1", "lifecycleState": "ACTIVE", "type": "SOME_NEW_TYPE",
                         "availableKubernetesUpgrades": ["v1.32.1", "preview"]}"""
                                        .formatted(CLUSTER))
                        .with("etag", "c-1"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        service.close();
    }

    @Test
    void describesTheCluster() {
        assertThat(cluster.describe())
                .isEqualTo(ClusterDescription.builder(CLUSTER, "shop", KubernetesVersion.parse("v1.31.1"))
                        .availableUpgrades(List.of(TARGET))
                        .revision("c-1")
                        .build());
    }

    @Test
    void asksForTheControlPlaneUpgradeOnlyIfTheClusterIsAsSeen() {
        service.on("PUT", CLUSTER_PATH, accepted("wr-1"));

        Operation begun = cluster.upgradeControlPlane(cluster.describe(), TARGET);

        assertThat(begun)
                .isEqualTo(Operation.builder("wr-1", Operation.State.IN_PROGRESS)
                        .kind("CLUSTER_UPDATE")
                        .requestId("REQ")
                        .build());
        Asked put = service.last("PUT");
        assertThat(put.header("if-match")).isEqualTo("c-1");
        assertThat(put.body()).isEqualTo("{\"kubernetesVersion\":\"v1.32.1\"}");
    }

    @Test
    void listsAllPagesOfPools() {
        service.on(
                "GET",
                BASE + "/nodePools",
                json(200, "[{\"id\": \"%s\", \"lifecycleState\": \"ACTIVE\"}]".formatted(POOL))
                        .with("opc-next-page", "2"),
                json(200, "[{\"id\": \"gone\", \"lifecycleState\": \"DELETED\"}, {\"id\": \"other\"}]"));

        assertThat(cluster.nodePoolIds()).containsExactly(POOL, "other");

        List<Asked> listings = service.asked().stream()
                .filter(request -> request.path().equals(BASE + "/nodePools"))
                .toList();
        assertThat(listings).hasSize(2).allSatisfy(listing -> assertThat(listing.query())
                .contains("compartmentId=ocid1.compartment.oc1..cccc", "clusterId=" + CLUSTER));
        assertThat(listings.get(1).query()).contains("page=2");
    }

    @Test
    void readsAPoolWithItsNodes() {
        service.on("GET", POOL_PATH, pool(""));

        NodePool pool = cluster.nodePool(POOL);

        assertThat(pool.nodes()).map(PoolNode::instanceId).containsExactly(Optional.of(INSTANCE), Optional.empty());
        assertThat(pool.nodes()).map(PoolNode::lifecycle).containsExactly(Lifecycle.ACTIVE, Lifecycle.UNKNOWN);
        assertThat(pool.revision()).contains("p-1");
    }

    @Test
    void refusesAPoolOfAnotherCluster() {
        service.on("GET", POOL_PATH, pool("\"clusterId\": \"ocid1.cluster.oc1.iad.bbbb\","));
        assertThat(Failed.by(() -> cluster.nodePool(POOL)))
                .hasMessageContainingAll("ocid1.cluster.oc1.iad.bbbb", "not of " + CLUSTER);
    }

    @Test
    void looksForWorkRequestsInTheCompartmentsOfItsPoolsToo() {
        service.on("GET", POOL_PATH, pool("\"compartmentId\": \"ocid1.compartment.oc1..dddd\","))
                .on("GET", BASE + "/workRequests", json(200, "[]"));
        cluster.nodePool(POOL);

        cluster.operationsInFlight();

        assertThat(service.asked())
                .filteredOn(request -> request.path().equals(BASE + "/workRequests"))
                .extracting(Asked::query)
                .satisfiesExactly(
                        query -> assertThat(query).contains("compartmentId=ocid1.compartment.oc1..cccc"),
                        query -> assertThat(query).contains("compartmentId=ocid1.compartment.oc1..dddd"));
    }

    @Test
    void aListingThatNeverEndsIsAFailure() {
        service.on("GET", BASE + "/nodePools", json(200, "[]").with("opc-next-page", "again"));
        assertThat(Failed.by(() -> cluster.nodePoolIds()).outcome()).isEqualTo(ServiceException.Outcome.UNAVAILABLE);
    }

    @Test
    void aPoolThatMayNotBeReadIsAFailure() {
        service.on("GET", POOL_PATH, error(404, "NotAuthorizedOrNotFound"));

        ServiceException failure = Failed.by(() -> cluster.nodePool(POOL));

        assertThat(failure.outcome()).isEqualTo(ServiceException.Outcome.NOT_FOUND);
        assertThat(failure).hasMessageContainingAll("GetNodePool " + POOL, "permission", "REQ");
    }

    @Test
    void keepsTheBootVolumesSizeWhenItSetsTheImage() {
        service.on("GET", POOL_PATH, pool("")).on("PUT", POOL_PATH, accepted("wr-2"));

        Operation begun = cluster.updateNodePool(cluster.nodePool(POOL), TARGET, IMAGE);

        assertThat(begun.id()).isEqualTo("wr-2");
        Asked put = service.last("PUT");
        assertThat(put.header("if-match")).isEqualTo("p-1");
        assertThat(put.body())
                .contains("\"kubernetesVersion\":\"v1.32.1\"")
                .contains("\"sourceType\":\"IMAGE\"")
                .contains("\"imageId\":\"ocid1.image.oc1.iad.new\"")
                .contains("\"bootVolumeSizeInGBs\":93")
                .doesNotContain("size\":3", "nodePoolCyclingDetails", "name");
    }

    @Test
    void switchesNodeCyclingOffInTheRequestThatWouldHaveTheNodesReplaced() {
        service.on("GET", POOL_PATH, pool("\"nodePoolCyclingDetails\": {\"isNodeCyclingEnabled\": true},"))
                .on("PUT", POOL_PATH, accepted("wr-2"));
        NodePool seen = cluster.nodePool(POOL);

        cluster.updateNodePool(seen, TARGET, IMAGE);

        assertThat(seen.cycling()).isEqualTo(NodeCycling.ON);
        assertThat(service.last("PUT").body()).contains("\"isNodeCyclingEnabled\":false");
    }

    @Test
    void replacesANodeWithoutMakingThePoolSmallerAndWithoutDrainingAgain() {
        service.on("GET", POOL_PATH, pool(""));
        service.on("DELETE", POOL_PATH + "/node/" + INSTANCE, accepted("wr-3"));
        NodePool pool = cluster.nodePool(POOL);

        assertThat(cluster.replaceNode(pool, pool.nodes().get(0)).id()).isEqualTo("wr-3");

        assertThat(service.last("DELETE").query().split("&"))
                .containsExactlyInAnyOrder(
                        "isDecrementSize=false",
                        "overrideEvictionGraceDuration=PT0M",
                        "isForceDeletionAfterOverrideGraceDuration=true");
    }

    @Test
    void deletesASurplusNodeSoThatThePoolBecomesSmaller() {
        service.on("GET", POOL_PATH, pool(""));
        service.on("DELETE", POOL_PATH + "/node/" + INSTANCE, accepted("wr-3"));
        NodePool pool = cluster.nodePool(POOL);

        assertThat(cluster.deleteSurplusNode(pool, pool.nodes().get(0)).id()).isEqualTo("wr-3");

        assertThat(service.last("DELETE").query().split("&"))
                .containsExactlyInAnyOrder(
                        "isDecrementSize=true",
                        "overrideEvictionGraceDuration=PT0M",
                        "isForceDeletionAfterOverrideGraceDuration=true");
    }

    @Test
    void increasesTheSizeByTheSizeAloneIfThePoolIsAsSeen() {
        service.on("GET", POOL_PATH, pool("\"nodePoolCyclingDetails\": {\"isNodeCyclingEnabled\": true},"))
                .on("PUT", POOL_PATH, accepted("wr-2"));

        assertThat(cluster.increaseNodePoolSize(cluster.nodePool(POOL), 5).id()).isEqualTo("wr-2");

        Asked put = service.last("PUT");
        assertThat(put.header("if-match")).isEqualTo("p-1");
        assertThat(put.query()).isNullOrEmpty();
        assertThat(put.body()).isEqualTo("{\"nodeConfigDetails\":{\"size\":5}}");
    }

    @Test
    void aSizeThatWouldCostAMachineIsNotSent() {
        service.on("GET", POOL_PATH, pool("")).on("PUT", POOL_PATH, accepted("wr-2"));
        NodePool pool = cluster.nodePool(POOL);

        assertThat(Failed.by(() -> cluster.removePlaceholders(pool, 0)).outcome())
                .isEqualTo(ServiceException.Outcome.REJECTED);
        assertThat(Failed.by(() -> cluster.removePlaceholders(pool, 3)).outcome())
                .isEqualTo(ServiceException.Outcome.REJECTED);
        assertThat(Failed.by(() -> cluster.increaseNodePoolSize(pool, 3)).outcome())
                .isEqualTo(ServiceException.Outcome.REJECTED);

        assertThat(service.asked()).noneMatch(request -> request.method().equals("PUT"));
    }

    @Test
    void takesPlaceholdersBackByTheSizeUnlessOneHasBecomeAMachine() {
        service.on("GET", POOL_PATH, pool("")).on("PUT", POOL_PATH, accepted("wr-2"));
        NodePool pool = cluster.nodePool(POOL);

        assertThat(cluster.removePlaceholders(pool, 1).id()).isEqualTo("wr-2");

        assertThat(service.last("PUT").body()).isEqualTo("{\"nodeConfigDetails\":{\"size\":1}}");
        assertThat(service.last("PUT").header("if-match")).isEqualTo("p-1");
        NodePool asItWas = pool.toBuilder().nodes(pool.nodes().subList(1, 2)).build();
        assertThat(Failed.by(() -> cluster.removePlaceholders(asItWas, 0)).outcome())
                .isEqualTo(ServiceException.Outcome.CONFLICT);
    }

    @Test
    void cantReplaceANodeThatHasNoInstance() {
        service.on("GET", POOL_PATH, pool(""));
        NodePool pool = cluster.nodePool(POOL);
        assertThat(Failed.by(() -> cluster.replaceNode(pool, pool.nodes().get(1)))
                        .outcome())
                .isEqualTo(ServiceException.Outcome.REJECTED);
    }

    @Test
    void aMutationWithoutAWorkRequestIsOfUnknownEffect() {
        service.on("GET", POOL_PATH, pool(""));
        service.on("DELETE", POOL_PATH + "/node/" + INSTANCE, new ScriptedService.Answer(204, Map.of(), ""));
        NodePool pool = cluster.nodePool(POOL);
        assertThat(Failed.by(() -> cluster.replaceNode(pool, pool.nodes().get(0)))
                        .outcome())
                .isEqualTo(ServiceException.Outcome.UNKNOWN);
    }

    @Test
    void choosesAnImageFromWhatTheClusterIsOffered() {
        service.on("GET", POOL_PATH, pool("")).on("GET", BASE + "/nodePoolOptions/" + CLUSTER, options("1.32.1-1330"));

        assertThat(cluster.imageFor(cluster.nodePool(POOL), TARGET))
                .map(NodeImage::id)
                .hasValue("img-1.32.1-1330");
        assertThat(service.last("GET").query()).isEqualTo("compartmentId=ocid1.compartment.oc1..cccc");
    }

    @Test
    void takesAnImageThatIsNamedUnlessItIsKnownToBeForAnotherVersion() {
        service.on("GET", BASE + "/nodePoolOptions/" + CLUSTER, options("1.31.1-1290"))
                .on("GET", BASE + "/nodePoolOptions/all", options("1.32.1-1400"));

        assertThat(cluster.image("img-1.32.1-1400", TARGET).id()).isEqualTo("img-1.32.1-1400");
        assertThat(cluster.image("ocid1.image.oc1.iad.custom", TARGET))
                .isEqualTo(NodeImage.of("ocid1.image.oc1.iad.custom"));
        assertThat(Failed.by(() -> cluster.image("img-1.31.1-1290", TARGET)))
                .hasMessageContainingAll("img-1.31.1-1290", "OKE-1.31.1", "v1.32.1");
    }

    @Test
    void choosesFromAllThatTheServiceHasIfTheClusterIsOfferedNoneYet() {
        service.on("GET", POOL_PATH, pool(""))
                .on("GET", BASE + "/nodePoolOptions/" + CLUSTER, options("1.31.1-1290"))
                .on("GET", BASE + "/nodePoolOptions/all", options("1.32.1-1400"));

        assertThat(cluster.imageFor(cluster.nodePool(POOL), TARGET))
                .map(NodeImage::id)
                .hasValue("img-1.32.1-1400");
        assertThat(cluster.imageFor(cluster.nodePool(POOL), KubernetesVersion.parse("v1.33.1")))
                .isEmpty();
    }

    @Test
    void asksForWhatIsInFlightOnly() {
        service.on(
                "GET",
                BASE + "/workRequests",
                json(200, "[{\"id\": \"wr-1\", \"operationType\": \"NODEPOOL_UPDATE\", \"status\": \"IN_PROGRESS\"}]")
                        .with("opc-next-page", "2"),
                json(
                        200,
                        """
                        [{"id": "wr-2", "operationType": "SOMETHING_NEW", "status": "CANCELING"},
                         {"id": "wr-3", "operationType": "CLUSTER_UPDATE", "status": "SUCCEEDED"}]"""));

        assertThat(cluster.operationsInFlight()).map(Operation::id).containsExactly("wr-1", "wr-2");
        assertThat(cluster.operationsInFlight()).map(Operation::kind).contains("work request");
        assertThat(service.last("GET").query())
                .contains("clusterId=" + CLUSTER, "status=ACCEPTED", "status=IN_PROGRESS", "status=CANCELING")
                .doesNotContain("SUCCEEDED");
    }

    private static String ended(String id, String type, String status, int hour) {
        return """
                {"id": "%s", "operationType": "%s", "status": "%s", "timeAccepted": "2026-01-05T%02d:00:00Z"}"""
                .formatted(id, type, status, hour);
    }

    @Test
    void tellsOfFailedDeletionsThatNoChangeOfThePoolHasFollowed() {
        service.on(
                        "GET",
                        BASE + "/workRequests",
                        json(
                                200,
                                "["
                                        + String.join(
                                                ",",
                                                ended("old", "NODEPOOL_RECONCILE", "FAILED", 7),
                                                ended("update", "NODEPOOL_UPDATE", "SUCCEEDED", 8),
                                                ended("wr-1", "NODEPOOL_RECONCILE", "FAILED", 10),
                                                ended("create", "NODEPOOL_CREATE", "SUCCEEDED", 11))
                                        + "]"))
                .on("GET", BASE + "/workRequests/wr-1", workRequest("FAILED"));

        assertThat(cluster.failedDeletions(POOL)).extracting(Operation::id).containsExactly("wr-1");
        assertThat(service.asked().stream()
                        .filter(request -> request.path().equals(BASE + "/workRequests"))
                        .findFirst()
                        .orElseThrow()
                        .query())
                .contains("resourceId=" + POOL, "status=FAILED", "status=SUCCEEDED");
    }

    private static String deletion(String id, String status, String node, int hour, int endsAt) {
        return """
                {"id": "%s", "operationType": "NODEPOOL_RECONCILE", "status": "%s",
                 "timeAccepted": "2026-01-05T%02d:00:00Z", "timeFinished": "2026-01-05T%02d:00:00Z",
                 "resources": [{"entityType": "node", "identifier": "%s"}]}"""
                .formatted(id, status, hour, endsAt, node);
    }

    @Test
    void aDeletionOfAnotherNodeDoesNotHideOneThatFailed() {
        service.on(
                        "GET",
                        BASE + "/workRequests",
                        json(
                                200,
                                "["
                                        + String.join(
                                                ",",
                                                deletion("wr-1", "FAILED", "ocid1.instance.oc1.a", 7, 9),
                                                deletion("other", "SUCCEEDED", "ocid1.instance.oc1.b", 10, 11),
                                                deletion("again", "FAILED", "ocid1.instance.oc1.c", 10, 11),
                                                deletion("gone", "SUCCEEDED", "ocid1.instance.oc1.c", 12, 13))
                                        + "]"))
                .on("GET", BASE + "/workRequests/wr-1", workRequest("FAILED"));

        assertThat(cluster.failedDeletions(POOL)).extracting(Operation::id).containsExactly("wr-1");
    }

    @Test
    void aDeletionThatSucceedsBesideOneThatFailsDoesNotHideIt() {
        service.on(
                        "GET",
                        BASE + "/workRequests",
                        json(
                                200,
                                "["
                                        + String.join(
                                                ",",
                                                deletion("wr-1", "FAILED", "unknown", 7, 9),
                                                deletion("beside", "SUCCEEDED", "unknown", 8, 10))
                                        + "]"))
                .on("GET", BASE + "/workRequests/wr-1", workRequest("FAILED"));

        assertThat(cluster.failedDeletions(POOL)).extracting(Operation::id).containsExactly("wr-1");
    }

    @Test
    void tellsWhenToAskAgain() {
        service.on(
                "GET", BASE + "/workRequests/wr-1", workRequest("IN_PROGRESS").with("retry-after", "7"));
        Operation now = cluster.operation("wr-1");
        assertThat(now.state()).isEqualTo(Operation.State.IN_PROGRESS);
        assertThat(now.askAgainAfter()).contains(Duration.ofSeconds(7));
        assertThat(now.requestId()).contains("REQ");
    }

    @Test
    void tellsWhyAWorkRequestFailed() {
        service.on("GET", BASE + "/workRequests/wr-1", workRequest("FAILED"))
                .on(
                        "GET",
                        BASE + "/workRequests/wr-1/errors",
                        json(
                                200,
                                """
                        [{"code": "LimitExceeded", "message": "Out of host capacity.",
                          "timestamp": "2026-01-05T10:00:00Z"}]"""));
        Operation ended = cluster.operation("wr-1");
        assertThat(ended.state()).isEqualTo(Operation.State.FAILED);
        assertThat(ended.detail()).contains("LimitExceeded: Out of host capacity.");
    }

    @Test
    void aFailureIsToldEvenIfItsReasonsMayNotBeRead() {
        service.on("GET", BASE + "/workRequests/wr-1", workRequest("FAILED"));
        Operation ended = cluster.operation("wr-1");
        assertThat(ended.state()).isEqualTo(Operation.State.FAILED);
        assertThat(ended.detail()).hasValueSatisfying(detail -> assertThat(detail)
                .contains("could not be read", "ListWorkRequestErrors"));
    }

    @Test
    void aStatusThatTheSdkDoesNotKnowIsNoEnd() {
        service.on("GET", BASE + "/workRequests/wr-1", workRequest("PAUSED"));
        assertThat(cluster.operation("wr-1").ended()).isFalse();
        service.on("GET", BASE + "/workRequests/wr-1", workRequest("CANCELED"));
        assertThat(cluster.operation("wr-1").state()).isEqualTo(Operation.State.CANCELED);
    }

    private static ScriptedService.Answer workRequest(String status) {
        return json(
                200,
                """
                {"id": "wr-1", "operationType": "NODEPOOL_UPDATE", "status": "%s",
                 "compartmentId": "ocid1.compartment.oc1..cccc"}"""
                        .formatted(status));
    }

    private static ScriptedService.Answer options(String version) {
        return json(
                200,
                """
                {"sources": [
                  {"sourceType": "SNAPSHOT", "sourceName": "Oracle-Linux-8.10-2025.09.16-0-OKE-1.32.1-9999"},
                  {"sourceType": "IMAGE", "imageId": "img-%1$s",
                   "sourceName": "Oracle-Linux-8.10-2025.09.16-0-OKE-%1$s"},
                  {"sourceType": "IMAGE", "imageId": "arm-%1$s",
                   "sourceName": "Oracle-Linux-8.10-aarch64-2025.09.16-0-OKE-%1$s"}]}"""
                        .formatted(version));
    }

    private static ScriptedService.Answer pool(String more) {
        return json(
                        200,
                        """
                {"id": "%s", "name": "pool", "kubernetesVersion": "v1.31.1", "lifecycleState": "ACTIVE", %s
                 "nodeConfigDetails": {"size": 3},
                 "nodeSource": {"sourceType": "IMAGE", "imageId": "ocid1.image.oc1.iad.old",
                                "sourceName": "Oracle-Linux-8.9-2024.09.16-0-OKE-1.31.1-800"},
                 "nodeSourceDetails": {"sourceType": "IMAGE", "imageId": "ocid1.image.oc1.iad.old",
                                       "bootVolumeSizeInGBs": 93},
                 "nodes": [{"id": "%s", "name": "oke-1", "lifecycleState": "ACTIVE", "privateIp": "10.0.10.2",
                            "kubernetesVersion": "v1.31.1", "aFieldOfTomorrow": 1},
                           {"name": "oke-2", "lifecycleState": "STATE_OF_TOMORROW"}]}"""
                                .formatted(POOL, more, INSTANCE))
                .with("etag", "p-1");
    }
}
