package io.github.evenkeel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.Exposure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each program does what it shows. */
@Timeout(120)
class ProgramsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void previewsAnUpgrade() {
        PreviewAnUpgrade.run(out);
        assertThat(text()).contains("would upgrade the control plane", "in the way: ", "v1.33.1");
    }

    @Test
    void rollsNodes() throws InterruptedException {
        RollNodes.run(out);
        assertThat(text()).contains("10.0.10.2: delete the node", "10.0.10.3 was replaced by 10.0.10.");
    }

    @Test
    void rollsBehindANetworkLoadBalancer() throws InterruptedException {
        RollBehindANetworkLoadBalancer.run(out);
        assertThat(text())
                .contains(
                        "before: set ingress has [10.0.10.2:30080, 10.0.10.3:30080]",
                        "COMPLETED, 0 requests failed",
                        "after: set ingress has [10.0.10.");
        assertThat(text().substring(text().indexOf("after"))).doesNotContain("10.0.10.2:", "10.0.10.3:");
    }

    @Test
    void rollsBehindAService() throws InterruptedException {
        RollBehindAService.run(Exposure.SERVICE, out);
        assertThat(text()).contains("COMPLETED, 0 requests failed");
    }

    @Test
    void rollsBehindAServiceWithANetworkLoadBalancer() throws InterruptedException {
        RollBehindAService.run(Exposure.SERVICE_NLB, out);
        assertThat(text()).contains("COMPLETED, 0 requests failed");
    }

    @Test
    void drainsANode() {
        DrainANode.run(out);
        assertThat(text()).contains("DRAINED, ", "UNCORDONED");
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
