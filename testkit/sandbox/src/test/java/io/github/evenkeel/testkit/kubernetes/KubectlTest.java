package io.github.evenkeel.testkit.kubernetes;

import static io.github.evenkeel.testkit.kubernetes.KubectlCluster.FIRST;
import static io.github.evenkeel.testkit.kubernetes.KubectlCluster.REPLICAS;
import static io.github.evenkeel.testkit.kubernetes.KubectlCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.github.evenkeel.testkit.kubernetes.Kubectl.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Give {@code -Devenkeel.kubectl=/path/to/kubectl} to run it. */
@EnabledIfSystemProperty(named = Kubectl.EXECUTABLE, matches = ".+")
@Timeout(120)
class KubectlTest {
    private static final String[] DRAIN = {
        "drain", FIRST, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=30s"
    };

    private static final String SETTINGS =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {key: %s}
            """;

    private final KubectlCluster cluster = new KubectlCluster();
    private final Kubectl kubectl;

    KubectlTest(@TempDir Path directory) throws IOException {
        kubectl = new Kubectl(cluster.server.api, directory);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void getsNodesAndPodsAsTables() throws Exception {
        assertThat(succeed("get", "nodes"))
                .containsPattern("NAME +STATUS +ROLES +AGE +VERSION")
                .containsPattern("10\\.0\\.10\\.1 +Ready +\\S+ +\\d+s +v1\\.32\\.1");
        assertThat(succeed("get", "nodes", "-o", "wide"))
                .containsPattern("INTERNAL-IP +EXTERNAL-IP +OS-IMAGE +KERNEL-VERSION +CONTAINER-RUNTIME");
        assertThat(succeed("get", "pods", "-l", "app=web"))
                .containsPattern("NAME +READY +STATUS +RESTARTS +AGE")
                .containsPattern("web-\\S+ +1/1 +Running +0 +\\d+s");
        assertThat(succeed("get", "pods", "-A", "-o", "wide", "--field-selector", "spec.nodeName=" + SECOND))
                .containsPattern("NAMESPACE +NAME .* IP +NODE +NOMINATED NODE +READINESS GATES")
                .contains(SECOND)
                .doesNotContain(FIRST + " ");
    }

    @Test
    void getsOtherResources() throws Exception {
        cluster.budget(1);

        assertThat(succeed("get", "deployment,daemonset,replicaset,pdb,namespaces"))
                .containsPattern("deployment.apps/web +4/4 +4 +4")
                .containsPattern("daemonset.apps/agent +2 +2 +2 +2 +2")
                .containsPattern("poddisruptionbudget.policy/web +N/A +1 +1")
                .containsPattern("namespace/kube-system +Active");
        assertThat(succeed("get", "pod", "none", "--ignore-not-found")).isEmpty();
        Result missing = kubectl.run("get", "pod", "none");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.output()).contains("Error from server (NotFound): pods \"none\" not found");
    }

    @Test
    void getsObjectsAsJson() throws Exception {
        JsonNode nodes = new ObjectMapper().readTree(succeed("get", "nodes", "-o", "json"));

        assertThat(nodes.path("items"))
                .extracting(node -> node.path("metadata").path("name").asText())
                .containsExactly(FIRST, SECOND);
        assertThat(succeed("get", "node", FIRST, "-o", "jsonpath={.kind} {.spec.providerID}"))
                .isEqualTo("Node ocid1.instance.oc1.iad.m1");
    }

    @Test
    void watchesPods() throws Exception {
        Process watch = kubectl.start("get", "pods", "-l", "app=web", "-w", "--no-headers");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < REPLICAS; i++) {
                assertThat(lines.readLine()).contains("Running");
            }

            succeed("scale", "deployment/web", "--replicas=5");

            assertThat(lines.readLine()).contains("Pending");
            String line = lines.readLine();
            while (line != null && !line.contains("1/1")) {
                line = lines.readLine();
            }
            assertThat(line).contains("Running");
        } finally {
            watch.destroy();
        }
    }

    @Test
    void cordonsAndUncordons() throws Exception {
        assertThat(succeed("cordon", FIRST)).contains("node/10.0.10.1 cordoned");
        assertThat(succeed("get", "node", FIRST)).contains("Ready,SchedulingDisabled");
        assertThat(node(FIRST).getSpec().getUnschedulable()).isTrue();
        assertThat(succeed("cordon", FIRST)).contains("already cordoned");

        assertThat(succeed("uncordon", FIRST)).contains("node/10.0.10.1 uncordoned");
        assertThat(node(FIRST).getSpec().getUnschedulable()).isNotEqualTo(true);
        assertThat(succeed("cordon", FIRST, "--dry-run=server")).contains("server dry run");
        assertThat(node(FIRST).getSpec().getUnschedulable()).isNotEqualTo(true);
    }

    @Test
    void drainsANodeAndLeavesItsDaemons() throws Exception {
        assertThat(cluster.podsOn(FIRST, "web")).isNotEmpty();

        String output = succeed(DRAIN);

        assertThat(output).contains("evicting pod default/web-").contains("node/10.0.10.1 drained");
        assertThat(cluster.podsOn(FIRST, "web")).isEmpty();
        assertThat(cluster.podsOn(FIRST, "agent")).hasSize(1);
        await().until(() -> cluster.ready("web") == REPLICAS);
    }

    @Test
    void drainsPastABudgetThatLetsGoOneAfterTheOther() throws Exception {
        cluster.budget(1);
        assertThat(cluster.podsOn(FIRST, "web")).hasSizeGreaterThan(1);

        String output = succeed(DRAIN);

        assertThat(output)
                .contains("Cannot evict pod as it would violate the pod's disruption budget.")
                .contains("node/10.0.10.1 drained");
        assertThat(cluster.podsOn(FIRST, "web")).isEmpty();
    }

    @Test
    void aBudgetThatLetsNothingGoHoldsADrainUp() throws Exception {
        cluster.budget(0);

        Result drain = kubectl.run("drain", FIRST, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=1s");

        assertThat(drain.code()).isEqualTo(1);
        assertThat(drain.output())
                .contains("Cannot evict pod as it would violate the pod's disruption budget.")
                .contains("global timeout reached: 1s");
        assertThat(cluster.ready("web")).isEqualTo(REPLICAS);
        assertThat(node(FIRST).getSpec().getUnschedulable()).isTrue();
    }

    @Test
    void refusesToDrainWhatItWasNotAllowedTo() throws Exception {
        Result drain = kubectl.run("drain", FIRST);

        assertThat(drain.code()).isEqualTo(1);
        assertThat(drain.output())
                .contains("cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-")
                .contains("cannot delete Pods with local storage (use --delete-emptydir-data to override)");
        assertThat(cluster.ready("web")).isEqualTo(REPLICAS);
    }

    @Test
    void deletesAPodAndWaitsForItsEnd() throws Exception {
        String pod = cluster.pods("web").get(0).getMetadata().getName();

        assertThat(succeed("delete", "pod", pod)).contains("pod \"" + pod + "\" deleted");

        assertThat(cluster.pods("web"))
                .noneMatch(each -> each.getMetadata().getName().equals(pod));
        await().until(() -> cluster.ready("web") == REPLICAS);
    }

    @Test
    void labelsAnnotatesTaintsAndPatches() throws Exception {
        succeed("label", "node", FIRST, "pool=old");
        succeed("annotate", "node", FIRST, "example.com/by=hand");
        succeed("taint", "node", FIRST, "example.com/full=yes:PreferNoSchedule");
        succeed("patch", "node", FIRST, "-p", "{\"metadata\":{\"labels\":{\"patched\":\"yes\"}}}");

        Node node = node(FIRST);
        assertThat(node.getMetadata().getLabels()).containsEntry("pool", "old").containsEntry("patched", "yes");
        assertThat(node.getMetadata().getAnnotations()).containsEntry("example.com/by", "hand");
        assertThat(node.getSpec().getTaints())
                .anySatisfy(taint -> assertThat(taint.getKey()).isEqualTo("example.com/full"));
        assertThat(succeed("get", "nodes", "-l", "pool=old", "-o", "name")).isEqualTo("node/10.0.10.1\n");
        succeed("taint", "node", FIRST, "example.com/full-");
        assertThat(node(FIRST).getSpec().getTaints()).isNullOrEmpty();
    }

    @Test
    void scalesAndWaits() throws Exception {
        assertThat(succeed("scale", "deployment", "web", "--replicas=2")).contains("deployment.apps/web scaled");
        await().until(() -> cluster.pods("web").size() == 2);

        succeed("scale", "deployment", "web", "--replicas=6");
        assertThat(succeed("rollout", "status", "deployment/web")).contains("successfully rolled out");
        assertThat(succeed("wait", "--for=condition=Ready", "pod", "-l", "app=web"))
                .contains("condition met");
        assertThat(cluster.ready("web")).isEqualTo(6);
    }

    @Test
    void createsAppliesAndDeletesFromAFile() throws Exception {
        String file = kubectl.file("settings.yaml", SETTINGS.formatted("value")).toString();

        assertThat(succeed("create", "--validate=false", "-f", file)).contains("configmap/settings created");
        assertThat(succeed("get", "configmap", "settings", "-o", "jsonpath={.data.key}"))
                .isEqualTo("value");
        succeed(
                "apply",
                "--validate=false",
                "-f",
                kubectl.file("settings.yaml", SETTINGS.formatted("other")).toString());
        assertThat(succeed("get", "configmap", "settings", "-o", "jsonpath={.data.key}"))
                .isEqualTo("other");
        assertThat(succeed("delete", "-f", file)).contains("configmap \"settings\" deleted");
    }

    @Test
    void asksWhatIsServedAndHearsWhatIsForbidden() throws Exception {
        assertThat(succeed("version")).contains("Server Version: v1.32.1");
        assertThat(succeed("api-resources", "--api-group=policy"))
                .containsPattern("poddisruptionbudgets +pdb +policy/v1 +true +PodDisruptionBudget");
        assertThat(succeed("describe", "node", FIRST))
                .contains("Unschedulable:      false")
                .contains("web-");
        cluster.server.api.withhold("administrator", "delete", "nodes");
        assertThat(kubectl.run("delete", "node", FIRST).output())
                .contains("Error from server (Forbidden): nodes \"10.0.10.1\" is forbidden: User \"administrator\"");
    }

    private String succeed(String... arguments) throws IOException, InterruptedException {
        Result result = kubectl.run(arguments);
        assertThat(result.code())
                .as(String.join(" ", arguments) + ": " + result.output())
                .isZero();
        return result.output();
    }

    private Node node(String name) {
        return Objects.requireNonNull(
                cluster.served.client.nodes().withName(name).get());
    }
}
