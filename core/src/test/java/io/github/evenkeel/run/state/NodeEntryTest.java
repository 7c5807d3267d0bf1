package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.NodeAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeEntryTest {
    private static NodeEntry notes(@Nullable String volumesIn) {
        return new NodeEntry(
                "10.0.10.1",
                "uid-1",
                "instance-1",
                new NodeAddresses("10.0.10.1", List.of(NodeAddress.internal("10.0.99.1"))),
                "pool-1",
                KubernetesVersion.parse("v1.32.1"),
                Step.CORDON,
                true,
                List.of(),
                3,
                Set.of("0123456789ab"),
                Set.of("uid-2/kube-system/proxy"),
                volumesIn);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "Uocm:PHX-AD-1")
    void areReadAsTheyWereWritten(@Nullable String volumesIn) {
        NodeEntry notes = notes(volumesIn);
        assertThat(NodeEntry.of("10.0.10.1", EntryCodec.parse(notes.entry().text())))
                .isEqualTo(notes);
    }

    @Test
    void keepTheDomainOfTheVolumesFromStepToStep() {
        NodeEntry later = notes("AD-1").at(Step.DELETE_NODE, false).with(List.of());
        assertThat(later.volumesIn()).isEqualTo("AD-1");
    }

    @Test
    void anOlderEntryHasOneAddressWhichThePoolHad() {
        String older = notes(null).entry().text().replaceFirst("&addresses=[^&]*", "");
        assertThat(NodeEntry.of("10.0.10.1", EntryCodec.parse(older)).addresses())
                .isEqualTo(new NodeAddresses("10.0.10.1", List.of()));
    }

    @Test
    void anOlderEntryOfAReplacedNodeHasOneAddressOfEach() {
        EntryCodec older = EntryCodec.parse("v=1&address=10.0.10.1&by=oke-2&newaddress=10.0.10.2");
        assertThat(ReplacedEntry.of("10.0.10.1", older))
                .isEqualTo(new ReplacedEntry("10.0.10.1", List.of("10.0.10.1"), "oke-2", List.of("10.0.10.2")));
    }

    @Test
    void anOlderEntryTellsNeitherNameNorHealthOfABackend() {
        BackendEntry older = BackendEntry.parse("lb,web,2001:db8::3,30080,3,0,BACKUP,60");
        assertThat(older.backend().name()).isEqualTo("[2001:db8::3]:30080");
        assertThat(older.health()).isEqualTo(BackendHealth.OK);
        BackendEntry newer = new BackendEntry(
                "lb", "web", older.backend().named("node-b,1"), Duration.ofSeconds(60), BackendHealth.CRITICAL);
        assertThat(BackendEntry.parse(newer.text())).isEqualTo(newer);
    }
}
