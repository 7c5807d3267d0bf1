package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.journal.OpenedJournal;
import io.github.evenkeel.run.Diagnosis;
import io.github.evenkeel.spi.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A journal as people edit it: what no run writes is refused with the key and the reason, and nothing is touched. */
@Execution(ExecutionMode.CONCURRENT)
class EditedJournalTest {
    private static final String UNDERWAY = "node.10.0.10.2";
    private static final List<String> NONSENSE = List.of(
            "",
            "+",
            "-1",
            "1e3",
            "0x10",
            "100000",
            "99999999999999999999",
            "x",
            "%zz",
            "%00",
            "a+b",
            "a%0Ab",
            "/",
            ",",
            ",,,,,,,",
            "a,b,c,d,e,f,g,h");

    /** Identities and names that are opaque to a run: another word is another thing, which the resume looks for. */
    private static final List<String> WORDS = List.of(
            "run",
            "cluster",
            "target",
            "rollout",
            "pools",
            "balancers",
            "policy",
            "uid",
            "instance",
            "address",
            "pool",
            "poolname",
            "pool.volumes",
            "domain",
            "by",
            "newaddress");

    /** The second of two nodes is underway. */
    private static SmallWorld stopped() {
        SmallWorld world = new SmallWorld(2);
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        world.before.put("evict", () -> {
            if (world.log.contains("cordon 10.0.10.2")) {
                throw new SmallWorld.Crash();
            }
        });
        assertThatThrownBy(roll::run).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
        return world;
    }

    private static Throwable resumed(SmallWorld world, SortedMap<String, String> entries) {
        Journal journal = new MemoryJournal();
        OpenedJournal.by("an editor", journal).write(entries);
        return catchThrowable(() -> {
            Roll roll = new Roll(SessionOpening.toGoOn(world.spec(journal)));
            roll.prepare();
            roll.run();
        });
    }

    private static SortedMap<String, String> edited(SmallWorld world, String key, String text) {
        SortedMap<String, String> entries = new TreeMap<>(world.journal.read().entries());
        assertThat(entries).containsKey(key);
        if (text.isEmpty()) {
            entries.remove(key);
        } else {
            entries.put(key, text);
        }
        return entries;
    }

    private static void assertRefused(Throwable thrown, String key) {
        assertThat(thrown).isInstanceOf(PlanRefusedException.class).hasMessageContaining("entry '" + key + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "node.10.0.10.2|pool.daemonsets=[^&]*|pool.daemonsets=uid-proxy|UID/namespace/name",
                "node.10.0.10.2|pool.size=\\d+|pool.size=-2|a number from 0",
                "instances.pool|known=[^&]*|known=instance-1|twelve hexadecimal digits",
                "instances.pool|known=[^&]*|known=|one digest at least",
                "node.10.0.10.2|node=[^&]*|node=10.0.10.1|the node 10.0.10.2 of its key",
                "node.10.0.10.2|begun=[^&]*|begun=prepare|ids of steps",
                "node.10.0.10.2|done=[^&]*|done=DELETE_NODE|a step that was begun",
                "node.10.0.10.2|return=[^&]*|return=passed|one of [OPEN, PASSED]",
                "node.10.0.10.2|%2C80%2C4%2C|%2C80%2C100000%2C|a number from 0 to 100",
                "node.10.0.10.2|%2C80%2C4%2C|%2C65536%2C4%2C|a number from 0 to 65535",
                "node.10.0.10.2|%2C80%2C4%2C10%2C|%2C80%2C4%2C-10%2C|a number from 0 to 65535",
                "node.10.0.10.2|version=[^&]*|version=newest|is not a Kubernetes version",
                "node.10.0.10.2|v=2|v=2&node=10.0.10.2|field node twice",
                "node.10.0.10.2|v=2|v=1|version 1, and not 2",
                "run|state=[^&]*|state=RUNNING|one of [UNDERWAY, PAUSED, STOPPED, CANCELLED, ENDED]",
                "run|spent=\\d+|spent=-5|a number from 0",
                "run|spent=\\d+|spent=9223372036854775807|a number from 0",
                "serving|%2C2|%2C-2|a number from 0",
                "serving|sets=[^&]*|sets=web%2C2|a load balancer and a set",
                "replaced.10.0.10.1|by=[^&]*|by=|one word"
            })
    void whatNoRunWritesIsRefusedWithItsKeyAndTheReason(String key, String field, String instead, String reason) {
        SmallWorld world = stopped();
        List<String> before = List.copyOf(world.log);
        String text = Objects.requireNonNull(world.journal.read().entries().get(key));
        String changed = text.replaceFirst(field, instead);
        assertThat(changed).isNotEqualTo(text);

        Throwable thrown = resumed(world, edited(world, key, changed));

        assertRefused(thrown, key);
        assertThat(thrown).hasMessageContaining(reason);
        assertThat(world.log).isEqualTo(before);
    }

    @Test
    void aKeyThatDiffersFromItsNodeIsRefused() {
        SmallWorld world = stopped();
        SortedMap<String, String> entries = new TreeMap<>(world.journal.read().entries());
        entries.put("node.10.0.10.9", entries.remove(UNDERWAY));

        Throwable thrown = resumed(world, entries);

        assertRefused(thrown, "node.10.0.10.9");
        assertThat(thrown).hasMessageContaining("'10.0.10.2', which is not the node 10.0.10.9 of its key");
    }

    @Test
    void aRunThatIsMissingBesideWhatItHasWrittenIsRefusedAndNotBegunAnew() {
        SmallWorld world = stopped();
        List<String> before = List.copyOf(world.log);

        Throwable thrown = resumed(world, edited(world, "run", ""));

        assertRefused(thrown, "run");
        assertThat(thrown)
                .hasMessageContaining("none, beside instances.pool, node.10.0.10.2, replaced.10.0.10.1, serving");
        assertThat(world.log).isEqualTo(before);
    }

    @Test
    void theInstancesOfAPoolAreNotReadAnewOnceTheyAreMissingBesideANodeOfIt() {
        SmallWorld world = stopped();
        List<String> before = List.copyOf(world.log);

        Throwable thrown = resumed(world, edited(world, "instances.pool", ""));

        assertRefused(thrown, "instances.pool");
        assertThat(thrown).hasMessageContaining("none, beside node.10.0.10.2");
        assertThat(world.log).isEqualTo(before);
    }

    @Test
    void whatServedAtFirstIsNotCountedAnewOnceItIsMissingBesideANodeWithABackend() {
        SmallWorld world = stopped();
        List<String> before = List.copyOf(world.log);

        Throwable thrown = resumed(world, edited(world, "serving", ""));

        assertRefused(thrown, "serving");
        assertThat(thrown).hasMessageContaining("no number for backend set balancer/web, beside node.10.0.10.2");
        assertThat(world.log).isEqualTo(before);
    }

    static Stream<String> fields() {
        List<String> fields = new ArrayList<>();
        stopped().journal.read().entries().forEach((key, text) -> {
            for (String field : text.split("&")) {
                fields.add(key + " " + field.substring(0, field.indexOf('=')));
            }
        });
        return fields.stream();
    }

    /** Each field of each entry, with each nonsense, and left out. */
    @ParameterizedTest
    @MethodSource("fields")
    void nothingThatIsWrittenIntoAFieldIsAnInternalError(String place) {
        String key = place.split(" ")[0];
        String field = place.split(" ")[1];
        for (String nonsense : NONSENSE) {
            for (String instead : List.of("&" + field + "=" + nonsense, "")) {
                SmallWorld world = stopped();
                String text = "&" + world.journal.read().entries().get(key);
                String changed =
                        text.replaceFirst("&" + field + "=[^&]*", instead).substring(1);

                Throwable thrown = resumed(world, edited(world, key, changed));

                if (thrown instanceof PlanRefusedException refused) {
                    assertThat(refused).hasMessageContaining("journal");
                } else {
                    assertThat(WORDS.contains(field) || isWrittenByRuns(field, instead))
                            .as("%s as '%s'", place, instead)
                            .isTrue();
                    assertNoInternalError(thrown);
                }
            }
        }
    }

    /**
     * A node may have no backends and no DaemonSets; a run without a time limit, and an older one, leave fields out.
     */
    private static boolean isWrittenByRuns(String field, String text) {
        return List.of("&backends=", "&pool.daemonsets=", "&done=").contains(text)
                || (field.equals("machine") && text.isEmpty())
                || (field.equals("spent") && List.of("", "&spent=100000").contains(text));
    }

    private static void assertNoInternalError(Throwable thrown) {
        if (thrown == null) {
            return;
        }
        assertThat(thrown).isInstanceOf(EvenkeelException.class);
        UpgradeReport report = ((EvenkeelException) thrown).upgradeReport().orElseThrow();
        assertThat(report.failure().orElseThrow().expected()).isNotEqualTo(Diagnosis.NO_INTERNAL_ERROR);
    }
}
