package io.github.evenkeel.kubernetes.differential;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A node with pods of its own namespaces, all of it made from one seed. */
final class RandomNode {
    final long seed;
    final String name;
    final Leniency leniency;
    private final KubernetesClient client;
    private final Random random;
    private final List<String> namespaces;

    RandomNode(KubernetesClient client, long seed) {
        this.client = client;
        this.seed = seed;
        this.random = new Random(seed);
        this.name = "node-" + seed;
        this.namespaces = List.of("shop-" + seed, "bank-" + seed);
        this.leniency = new Leniency(random.nextInt(3) > 0, random.nextInt(3) > 0);
    }

    void make() {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        for (String namespace : namespaces) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
            String daemonSet = daemonSet(namespace);
            int pods = 1 + random.nextInt(6);
            for (int number = 0; number < pods; number++) {
                make(RandomPod.of(random, namespace, "pod-" + number, name, daemonSet));
            }
            int budgets = random.nextInt(3);
            for (int number = 0; number < budgets; number++) {
                PodDisruptionBudget made = client.resource(RandomBudget.of(random, namespace, "budget-" + number))
                        .create();
                client.resource(RandomBudget.counted(random, made)).updateStatus();
            }
        }
    }

    /** Budgets are read for the whole cluster; what is not needed any more would only slow the rest down. */
    void forgetBudgets() {
        namespaces.forEach(namespace -> client.policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace)
                .delete());
    }

    private void make(Pod pod) {
        Map<String, Object> status = RandomPod.status(random);
        Pod made = client.resource(pod).create();
        client.resource(made)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        client.getKubernetesSerialization().asJson(status));
        if (RandomPod.isToTerminate(pod)) {
            client.resource(made).withGracePeriod(60).delete();
        }
    }

    private String daemonSet(String namespace) {
        DaemonSet agent = new DaemonSetBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("agent")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("agent", "yes")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("agent", "yes")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("agent")
                .withImage("example/agent:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        return client.resource(agent).create().getMetadata().getUid();
    }
}
