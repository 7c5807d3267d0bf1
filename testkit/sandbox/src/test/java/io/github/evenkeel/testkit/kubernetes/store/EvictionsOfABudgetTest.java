package io.github.evenkeel.testkit.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evictions under a budget whose status no controller keeps. */
class EvictionsOfABudgetTest {
    private final Registry registry = new Registry(new ObjectStore());
    private final Evictions evictions = new Evictions(registry);
    private final ObjectKey pod = new ObjectKey(ResourceTypes.PODS, "default", "web-1");
    private final ObjectKey budget = new ObjectKey(ResourceTypes.DISRUPTION_BUDGETS, "default", "web");

    @BeforeEach
    void addNamespace() {
        registry.create(ResourceTypes.NAMESPACES, "", json("{'metadata': {'name': 'default'}}"), WriteMode.COMMIT);
    }

    @Test
    void aBudgetThatIsNotObservedYetAsksToComeBackInTenSeconds() {
        runningPod("True");
        budget("", "'disruptionsAllowed': 1, 'observedGeneration': 0");

        StatusException refusal = refusal();

        assertThat(refusal.code()).isEqualTo(429);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(10);
        assertThat(refusal.toStatus().path("details").path("retryAfterSeconds").asInt())
                .isEqualTo(10);
        assertThat(refusal.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.reason()).isEqualTo("DisruptionBudget");
            assertThat(cause.message()).isEqualTo("The disruption budget web is still being processed by the server.");
        });
    }

    @Test
    void aBudgetThatLetsAPodGoIsTakenFromAndRemembersThePod() {
        runningPod("True");
        budget("", "'disruptionsAllowed': 2, 'observedGeneration': 1");

        evictions.evict(pod, DeleteOptions.plain());

        ObjectNode status = (ObjectNode) registry.store().get(budget).tree().path("status");
        assertThat(status.path("disruptionsAllowed").asInt()).isEqualTo(1);
        assertThat(status.path("disruptedPods").has("web-1")).isTrue();
        assertThat(registry.store().get(pod).isTerminating()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, IfHealthyBudget, true",
        "1, 2, IfHealthyBudget, false",
        "0, 0, IfHealthyBudget, false",
        "1, 2, AlwaysAllow, true"
    })
    void anUnreadyPodMayGoWhileItsBudgetIsHealthyOrAllowsItAlways(
            int current, int desired, String policy, boolean goes) {
        runningPod("False");
        budget(
                "'unhealthyPodEvictionPolicy': '" + policy + "', ",
                "'disruptionsAllowed': 0, 'observedGeneration': 1, 'currentHealthy': " + current
                        + ", 'desiredHealthy': " + desired);

        if (goes) {
            evictions.evict(pod, DeleteOptions.plain());
        } else {
            assertThat(refusal().causes()).singleElement().satisfies(cause -> assertThat(cause.message())
                    .isEqualTo("The disruption budget web needs " + desired + " healthy pods and has " + current
                            + " currently"));
        }
        assertThat(registry.store().get(pod).isTerminating()).isEqualTo(goes);
    }

    @Test
    void aBudgetThatCanNotBeCountedSaysWhy() {
        runningPod("True");
        budget(
                "",
                "'disruptionsAllowed': 0, 'observedGeneration': 1, 'conditions':"
                        + " [{'type': 'DisruptionAllowed', 'status': 'False', 'reason': 'SyncFailed',"
                        + " 'message': 'found no controllers for pod'}]");

        assertThat(refusal().causes()).singleElement().satisfies(cause -> assertThat(cause.message())
                .endsWith("failed sync: found no controllers for pod"));
    }

    private StatusException refusal() {
        return catchThrowableOfType(StatusException.class, () -> evictions.evict(pod, DeleteOptions.plain()));
    }

    private void runningPod(String ready) {
        registry.createWithStatus(
                ResourceTypes.PODS,
                "default",
                json("{'metadata': {'name': 'web-1', 'labels': {'app': 'web'}}, 'spec': {'nodeName': 'n',"
                        + " 'containers': [{'name': 'web', 'image': 'web'}]}, 'status': {'phase': 'Running',"
                        + " 'conditions': [{'type': 'Ready', 'status': '" + ready + "'}]}}"),
                WriteMode.COMMIT);
    }

    private void budget(String policy, String status) {
        registry.createWithStatus(
                ResourceTypes.DISRUPTION_BUDGETS,
                "default",
                json("{'metadata': {'name': 'web'}, 'spec': {" + policy
                        + "'minAvailable': 1, 'selector': {'matchLabels': {'app': 'web'}}}, 'status': {" + status
                        + "}}"),
                WriteMode.COMMIT);
    }

    private static ObjectNode json(String singleQuoted) {
        return Json.parse(singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
