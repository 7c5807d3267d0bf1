package io.github.evenkeel.kubernetes.differential;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.github.evenkeel.DrainPlan;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What kubectl, the API server and the preview say about one node. */
final class Comparison {
    private final KubernetesClient client;
    private final Kubectl kubectl;
    private final Findings findings;

    Comparison(KubernetesClient client, Kubectl kubectl, Findings findings) {
        this.client = once(client);
        this.kubectl = kubectl;
        this.findings = findings;
    }

    /** A client that sends each request once: others would ask ten times for each eviction that is refused. */
    private static KubernetesClient once(KubernetesClient patient) {
        return patient.newClient(
                        new RequestConfigBuilder(patient.getConfiguration().getRequestConfig())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .adapt(KubernetesClient.class);
    }

    void of(RandomNode node) {
        List<io.fabric8.kubernetes.api.model.Pod> there = client.pods()
                .inAnyNamespace()
                .withField("spec.nodeName", node.name)
                .list()
                .getItems();
        findings.met(there);
        KubectlAnswer strict = kubectl.drain(node.name, node.leniency);
        // Once a pod blocks, kubectl says nothing of the others.
        KubectlAnswer lenient = node.leniency.equals(Leniency.ALL) ? strict : kubectl.drain(node.name, Leniency.ALL);
        DrainPreview ours = DrainPlan.forNode(KubernetesWorkloads.of(client), node.name)
                .withDrainPolicy(node.leniency.policy())
                .preview();
        wholeNode(node, paths(there), strict, lenient, ours);
        for (PodVerdict verdict : ours.pods()) {
            Fate kubectls = strict.fate(verdict.pod().path(), lenient);
            compare(node, verdict, kubectls, strict);
            if (kubectls == Fate.LEAVES) {
                compareWithServer(node, verdict);
            }
        }
        findings.count(strict.blocked().isEmpty() ? "nodes that kubectl would drain" : "nodes that it would not");
    }

    /** Both have looked at all pods of the node, and at no others. */
    private void wholeNode(
            RandomNode node, Set<String> there, KubectlAnswer strict, KubectlAnswer lenient, DrainPreview ours) {
        Set<String> judged = new HashSet<>();
        ours.pods().forEach(verdict -> judged.add(verdict.pod().path()));
        if (judged.size() != ours.pods().size() || !judged.equals(there)) {
            findings.wrong(node, "on the node are " + there + ", and we judge " + ours.pods());
        }
        Set<String> named = new HashSet<>(strict.blocked());
        named.addAll(strict.leaving());
        named.addAll(lenient.leaving());
        if (!lenient.blocked().isEmpty() || !there.containsAll(named)) {
            findings.wrong(node, "on the node are " + there + ", and kubectl says\n" + lenient.text());
        }
        if (strict.blocked().isEmpty() && !strict.leaving().equals(lenient.leaving())) {
            findings.wrong(node, "kubectl says\n" + strict.text() + "and, asked for more,\n" + lenient.text());
        }
    }

    private void compare(RandomNode node, PodVerdict ours, Fate kubectls, KubectlAnswer strict) {
        Fate fate = Fate.of(ours.decision());
        if (fate == kubectls) {
            findings.count("pods alike");
            return;
        }
        Optional<Difference> meant = Difference.of(ours, kubectls);
        meant.ifPresent(findings::met);
        if (meant.isEmpty()) {
            findings.wrong(
                    node,
                    "we say " + ours.decision() + " " + ours + ", and for kubectl it " + kubectls + ":\n"
                            + strict.text());
        }
    }

    /** Of the pods that kubectl would ask to leave, we hold back just those that the server never lets go of. */
    private void compareWithServer(RandomNode node, PodVerdict ours) {
        Hold hold = Hold.of(client, ours.pod());
        findings.met(hold);
        if (hold.forEver != (ours.decision() == Decision.BLOCK)) {
            findings.wrong(node, "the server holds it by " + hold + ", and we say " + ours.decision() + " " + ours);
        }
    }

    private static Set<String> paths(List<io.fabric8.kubernetes.api.model.Pod> pods) {
        Set<String> paths = new HashSet<>();
        pods.forEach(pod -> paths.add(
                pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName()));
        return paths;
    }
}
