package io.github.evenkeel.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.evenkeel.testkit.kubernetes.Edit;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Deployment {@code cart} of one replica with its Service, whose pods have this class for their kubelet. */
final class SingleReplica {
    private static final String NAME = "cart";
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final ServedWorkloads served;
    private final KubernetesClient administrator;
    private int addresses;

    SingleReplica(ServedWorkloads served) {
        this.served = served;
        administrator = served.administrator;
    }

    /** Its pod runs on the node, serves, and nothing rolls out. */
    io.github.evenkeel.spi.Pod on(String node) {
        return on(node, deployment -> deployment);
    }

    /** The same of another Deployment. */
    io.github.evenkeel.spi.Pod on(String node, UnaryOperator<DeploymentBuilder> how) {
        administrator
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("app", NAME)
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        List<String> others = administrator.nodes().list().getItems().stream()
                .map(each -> each.getMetadata().getName())
                .filter(name -> !name.equals(node))
                .toList();
        others.forEach(name -> setUnschedulable(name, true));
        administrator.resource(how.apply(deployment()).build()).create();
        await().atMost(AT_MOST).until(() -> {
            run();
            return served.workloads.podsOn(node).stream().anyMatch(SingleReplica::serves)
                    && !served.workloads
                            .deploymentsOf(served.workloads.podsOn(node))
                            .isEmpty()
                    && served.workloads.deploymentsOf(served.workloads.podsOn(node)).stream()
                            .allMatch(deployment ->
                                    !served.workloads.servingPods(deployment).isEmpty()
                                            && !deployment.is(io.github.evenkeel.spi.Deployment.Trait.ROLLING_OUT));
        });
        others.forEach(name -> setUnschedulable(name, false));
        return served.workloads.podsOn(node).stream()
                .filter(SingleReplica::serves)
                .findFirst()
                .orElseThrow();
    }

    private void setUnschedulable(String node, Boolean value) {
        Edit.of(administrator.nodes().withName(node), there -> there.edit()
                .editOrNewSpec()
                .withUnschedulable(value ? Boolean.TRUE : null)
                .endSpec()
                .build());
    }

    private static boolean serves(io.github.evenkeel.spi.Pod pod) {
        return NAME.equals(pod.labels().get("app")) && pod.is(io.github.evenkeel.spi.Pod.Trait.READY);
    }

    private static DeploymentBuilder deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(ServedWorkloads.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .addToMatchLabels("app", NAME)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", NAME)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(NAME)
                .withImage(NAME)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec();
    }

    void edit(UnaryOperator<DeploymentBuilder> how) {
        Edit.of(
                administrator
                        .apps()
                        .deployments()
                        .inNamespace(ServedWorkloads.NAMESPACE)
                        .withName(NAME),
                there -> how.apply(new DeploymentBuilder(there)).build());
    }

    /** Deletes the Deployment and the Service, and returns when the pods are gone. */
    void remove() {
        administrator
                .apps()
                .deployments()
                .inNamespace(ServedWorkloads.NAMESPACE)
                .withName(NAME)
                .delete();
        administrator
                .services()
                .inNamespace(ServedWorkloads.NAMESPACE)
                .withName(NAME)
                .delete();
        await().atMost(AT_MOST).until(() -> {
            run();
            return administrator
                    .pods()
                    .inNamespace(ServedWorkloads.NAMESPACE)
                    .withLabel("app", NAME)
                    .list()
                    .getItems()
                    .isEmpty();
        });
    }

    /** Kubelets do their work once. */
    void run() {
        for (Pod pod : administrator
                .pods()
                .inNamespace(ServedWorkloads.NAMESPACE)
                .withLabel("app", NAME)
                .list()
                .getItems()) {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                administrator.resource(pod).withGracePeriod(0).delete();
            } else if (pod.getSpec().getNodeName() != null
                    && !"Running".equals(pod.getStatus().getPhase())) {
                administrator
                        .resource(pod)
                        .subresource("status")
                        .patch(
                                PatchContext.of(PatchType.STRATEGIC_MERGE),
                                "{\"status\":{\"phase\":\"Running\",\"podIP\":\"%1$s\",\"podIPs\":[{\"ip\":\"%1$s\"}],"
                                                .formatted("10.244.0." + ++addresses)
                                        + "\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
            }
        }
    }

    void quota(int pods) {
        var quotas = administrator.resourceQuotas().inNamespace(ServedWorkloads.NAMESPACE);
        administrator
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("small")
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("pods", new Quantity(String.valueOf(pods)))
                        .endSpec()
                        .build())
                .create();
        await().atMost(AT_MOST).until(() -> {
            var status = Objects.requireNonNull(quotas.withName("small").get()).getStatus();
            return status != null
                    && status.getUsed() != null
                    && status.getUsed().containsKey("pods");
        });
    }
}
