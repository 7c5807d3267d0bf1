package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.UpgradeSnapshot;
import io.github.evenkeel.journal.FileJournal;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.testkit.kubernetes.Edit;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run finds of others in its cluster stays theirs: a journal in use, a ConfigMap, a node. */
class SharedClusterTest {
    @ParameterizedTest
    @ValueSource(strings = {"configmap", "directory"})
    void aRunAtWorkGoesOnWhenAnotherStartOnItsJournalIsRefused(String kept, @TempDir Path files)
            throws InterruptedException {
        try (Scene scene = Scene.open()) {
            Journal journal = kept.equals("directory")
                    ? FileJournal.in(files.resolve("journal"))
                    : ConfigMapJournal.of(scene.sandbox.administrator(), "kube-system", "evenkeel");
            UpgradePlan plan = scene.plan().withJournal(journal);
            try (Upgrade atWork = plan.rollNodes()) {
                atWork.pause();
                await().until(() -> atWork.snapshot().state() == UpgradeSnapshot.State.PAUSED);

                assertThatThrownBy(() -> plan.rollNodes().await())
                        .isInstanceOf(PlanRefusedException.class)
                        .hasMessageContainingAll(journal.place(), "run " + atWork.runId(), "not finished");
                assertThat(plan.preview().blockers().toString()).contains("run " + atWork.runId());
                assertThatThrownBy(() -> plan.withNodePools("another").recover().await())
                        .isInstanceOf(PlanRefusedException.class)
                        .hasMessageContaining("of another plan");

                atWork.resume();
                assertThat(atWork.await().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            }
            scene.isOpen();
        }
    }

    @Test
    void aConfigMapOfOthersIsNeverTakenForAJournal() {
        try (Scene scene = Scene.open()) {
            KubernetesClient administrator = scene.sandbox.administrator();
            ConfigMap coreDns = administrator
                    .configMaps()
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace("kube-system")
                            .withName("coredns")
                            .endMetadata()
                            .withData(Map.of("Corefile", ".:53 {\n    forward . 192.0.2.1\n}\n"))
                            .build())
                    .create();
            Journal journal = ConfigMapJournal.of(administrator, "kube-system", "coredns");

            for (String version : new String[] {"v1.32.1", "v1.99.9"}) {
                UpgradePlan plan = scene.planTo(version).withJournal(journal);
                assertThatThrownBy(() -> plan.rollNodes().await())
                        .isInstanceOf(PlanRefusedException.class)
                        .hasMessageContainingAll("ConfigMap kube-system/coredns", "belongs to another owner");
                assertThatThrownBy(() -> plan.recover().await()).isInstanceOf(PlanRefusedException.class);
                assertThat(plan.preview().canRoll()).isFalse();
            }

            assertThat(administrator.resource(coreDns).get()).isEqualTo(coreDns);
        }
    }

    @Test
    void aNodeThatAnotherRunHasCordonedStopsAStart() {
        try (Scene scene = Scene.open()) {
            String other = UUID.randomUUID().toString();
            String node = scene.nodeOfIngress();
            Edit.of(scene.sandbox.administrator().nodes().withName(node), its -> its.edit()
                    .editMetadata()
                    .addToAnnotations("evenkeel.io/cordoned-by", other)
                    .endMetadata()
                    .editSpec()
                    .withUnschedulable(true)
                    .endSpec()
                    .build());
            scene.sandbox.resetCalls();

            scene.refuses(scene.plan(), "run " + other, "node " + node, "its own journal");
        }
    }
}
