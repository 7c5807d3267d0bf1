package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Step;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.model.KubernetesVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A ConfigMap holds 1 MiB. */
class JournalSizeTest {
    private static final int NODES = 5_000;
    private static final int UNDER_WAY = 50;
    private static final String POOL = ocid("nodepool", 0);

    private final MemoryJournal journal = new MemoryJournal();

    private static String ocid(String type, int number) {
        return "ocid1." + type + ".oc1.eu-frankfurt-1." + "a".repeat(50) + String.format("%010d", number);
    }

    private static String address(int number) {
        return "10.0." + (100 + number / 200) + "." + (50 + number % 200);
    }

    private static String uid(int number) {
        return new UUID(0x1234567890abL * (number + 1), number).toString();
    }

    private static NodeState underWay(int number) {
        String backend = " " + ocid("loadbalancer", 1) + ",TCP-30080," + address(number) + ",30080,1,0,,300,"
                + address(number) + ":30080,OK";
        return NodeState.planned(
                        new NodeIdentity(address(number), uid(number)),
                        ocid("instance", number),
                        new NodeAddresses(address(number), List.of()),
                        "Uocm:EU-FRANKFURT-1-AD-1",
                        "FAULT-DOMAIN-1",
                        POOL,
                        "workers",
                        KubernetesVersion.parse("v1.33.1"))
                .begin(Step.DRAIN_BACKENDS)
                .begin(Step.CORDON)
                .withMemberships(List.of((backend + backend + backend).strip().split(" ")))
                .withLedger(Map.of(
                        "pool.size",
                        "" + NODES,
                        "pool.daemonsets",
                        "uid/kube-system/proxy ".repeat(8).strip()))
                .passReturn();
    }

    private static ReplacedEntry replaced(int number) {
        return new ReplacedEntry(
                address(number),
                List.of(address(number)),
                address(NODES + number),
                Optional.of(InstanceDigest.of(ocid("instance", NODES + number))),
                List.of(address(NODES + number)));
    }

    @Test
    void aLargeRunFitsWithRoomToSpare() {
        List<String> uids = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (int i = 0; i < NODES; i++) {
            uids.add(uid(i));
            known.add(InstanceDigest.of(ocid("instance", i)));
        }
        RunJournal writing = RunJournal.read(journal);
        WavesEntry waves = new WavesEntry(Map.of(POOL, NODES), List.of(uids), 0);
        writing.begin(
                "writer",
                new RunEntry(
                        "run-1",
                        "cluster",
                        "v1.33.1",
                        "",
                        "lb",
                        "drains",
                        "ten at once",
                        RunEntry.State.UNDERWAY,
                        Duration.ZERO),
                waves);
        PoolEntries pool = new PoolEntries(
                new InstancesEntry(POOL, known),
                Optional.of(new SurgeEntry(POOL, NODES, UNDER_WAY, UNDER_WAY, NODES, NODES, true, List.of())));
        for (int i = 0; i < NODES - UNDER_WAY; i++) {
            writing.replaced(replaced(i));
        }
        for (int i = NODES - UNDER_WAY; i < NODES; i++) {
            writing.note(underWay(i), pool);
        }

        RunJournal read = RunJournal.read(journal);
        assertThat(read.waves()).contains(waves);
        assertThat(read.replaced()).hasSize(NODES - UNDER_WAY).contains(replaced(0), replaced(4_000));
        assertThat(read.unfinished()).hasSize(UNDER_WAY).contains(underWay(NODES - 1));
        assertThat(read.instances()).containsExactly(pool.instances());
        assertThat(journal.read().entries().entrySet().stream()
                        .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                        .sum())
                .isLessThan(700 * 1024);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
