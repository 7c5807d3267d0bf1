package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.DeprecatedApi;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeprecatedApiLinesTest {
    private static final String TEXT =
            """
            # HELP apiserver_requested_deprecated_apis [STABLE] Gauge of deprecated APIs that have been requested
            # TYPE apiserver_requested_deprecated_apis gauge
            apiserver_requested_deprecated_apis{group="",removed_release="",resource="endpoints",subresource="",version="v1"} 1
            apiserver_requested_deprecated_apis{group="flowcontrol.apiserver.k8s.io",removed_release="1.32",resource="flowschemas",subresource="status",version="v1beta3"} 1
            apiserver_requested_deprecated_apis{group="flowcontrol.apiserver.k8s.io",removed_release="1.32",resource="flowschemas",subresource="",version="v1beta3"} 1
            apiserver_requested_deprecated_apis{group="batch",removed_release="1.25",resource="cronjobs",subresource="",version="v1beta1"} 0
            apiserver_requested_deprecated_apis_total{group="batch",removed_release="1.25",resource="x",version="v1beta1"} 1
            apiserver_request_total{code="200",resource="pods"} 12
            """;

    private static List<DeprecatedApi> found(String text, int size) {
        DeprecatedApiLines lines = new DeprecatedApiLines();
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < all.length; from += size) {
            lines.add(List.of(ByteBuffer.wrap(Arrays.copyOfRange(all, from, Math.min(all.length, from + size)))));
        }
        return lines.found();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 10_000})
    void onlyWhatIsRequestedAndGoesIsFoundWhereverTheTextIsCut(int size) {
        assertThat(found(TEXT, size))
                .containsExactly(new DeprecatedApi(
                        "flowcontrol.apiserver.k8s.io", "v1beta3", "flowschemas", KubernetesVersion.parse("v1.32.0")));
    }

    @Test
    void aLineWithoutAnEndCounts() {
        assertThat(found(
                        "apiserver_requested_deprecated_apis{group=\"\",removed_release=\"1.40\",resource=\"a\",version=\"v1\"} 1",
                        9))
                .hasSize(1);
    }

    @Test
    void aLineThatIsTooLongAndTextThatIsNoneAreNoMatter() {
        String open = "apiserver_requested_deprecated_apis{removed_release=\"1.40\",resource=\"";

        assertThat(found(open + "a".repeat(5_000) + "\"} 1\n" + TEXT, 512)).hasSize(1);
        assertThat(found("\n\n{}\u0000" + open, 3)).isEmpty();
        assertThat(found("", 1)).isEmpty();
    }

    @Test
    void thereIsALimit() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append("apiserver_requested_deprecated_apis{removed_release=\"1.40\",resource=\"r")
                    .append(i)
                    .append("\",version=\"v1\"} 1\n");
        }

        assertThat(found(text.toString(), 4096)).hasSize(1_000);
    }
}
