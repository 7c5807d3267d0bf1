package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Finding;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ReplacementOptionsTest {
    private static Preview preview(Scene scene, String line) {
        return read(line).applyTo(scene.planWithoutVersion()).preview();
    }

    private static ReplacementOptions read(String line) {
        ReplacementOptions options = new ReplacementOptions();
        new CommandLine(options).parseArgs(line.split(" "));
        return options;
    }

    private static List<String> deleted(Preview preview) {
        return preview.steps().stream()
                .filter(step -> step.step().equals(Step.DELETE_NODE))
                .map(step -> step.object())
                .toList();
    }

    @Test
    void theyMakeThePlan() {
        try (Scene scene = Scene.open()) {
            List<String> names = scene.sandbox.administrator().nodes().list().getItems().stream()
                    .map(node -> node.getMetadata().getName())
                    .sorted()
                    .toList();

            assertThat(deleted(preview(scene, "--replacing " + names.get(1)))).containsExactly("node " + names.get(1));
            assertThat(deleted(preview(scene, "--replacing !no-such-label"))).hasSize(2);
            assertThat(preview(scene, "--older-than 30d").steps()).isEmpty();
            assertThat(deleted(preview(scene, "--older-than 30d --replacing " + names.get(0))))
                    .containsExactly("node " + names.get(0));
            assertThat(preview(scene, "--replacing no-such-node").blockers())
                    .singleElement()
                    .asString()
                    .contains("nodes named no-such-node");
            assertThat(preview(scene, "--roll-back-to v1.31.1").blockers().stream()
                            .map(Finding::toString))
                    .singleElement()
                    .asString()
                    .contains("all pools of the plan at this version");
            assertThat(preview(scene, "--roll-back-to v1.19.1").canRoll()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--replacing tier==a=b | --replacing: the label selector is 'tier==a=b'",
                "--older-than soon | --older-than: 'soon' is not a time such as 90s, 10m, 2h or 30d",
                "--older-than 0d | --older-than: the age of nodes is PT0S",
                "--roll-back-to old | --roll-back-to: 'old' is not a Kubernetes version",
                "--roll-back-to v1.31.1 --older-than 1d | --roll-back-to: the plan has replacing(...)",
                "--to v1.32.1 --older-than 1d | --older-than: the plan has toVersion(...), and can't have replacing(...)",
                "--to v1.32.1 --roll-back-to v1.31.1 | --roll-back-to: the plan has toVersion(...)",
            })
    void saysWhatIsWrong(String line, String complaint) {
        PlanOptions options = new PlanOptions();
        new CommandLine(options)
                .parseArgs(
                        Stream.concat(Stream.of("--cluster", "c", "--load-balancer", "l"), Stream.of(line.split(" ")))
                                .toArray(String[]::new));
        try (Scene scene = Scene.open()) {
            assertThatThrownBy(() -> options.replacement.applyTo(
                            options.version.map(scene::planTo).orElseGet(scene::planWithoutVersion)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(complaint);
        }
    }
}
