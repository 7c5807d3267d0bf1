package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A line of a drain that is read without picocli means what it means to picocli. */
class PlainDrainTest {
    private final Streams streams = new Printed().streams;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file node",
                "/a/file 10.0.10.2 --plan",
                "--plan ../file node",
                "file --restore node",
                "file node --evict-unmanaged --keep-empty-dir",
                "file node --patience 1",
                "file node --surge-single-replicas app=cart --plan",
                "--patience 999 file --keep-empty-dir node --plan"
            })
    void isReadAsPicocliReadsIt(String line) {
        assertThat(plain(line)).map(PlainDrainTest::read).hasValue(byPicocli(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file",
                "--help",
                "file node --help",
                "file node other",
                "file node --pln",
                "file node -p",
                "file node --plan --restore",
                "file node --plan --plan",
                "file node --plan=true",
                "file node --patience",
                "file node --patience=1",
                "file node --surge-single-replicas !batch",
                "file node --patience 0",
                "file node --patience soon",
                "file node --patience 3601",
                "file node --patience 1 --patience 2",
                "@file node",
                "-- file node"
            })
    void isLeftToPicocliIfItIsNotPlain(String line) {
        assertThat(plain(line)).isEmpty();
    }

    @Test
    void linesOfOtherCommandsAreNotRead() {
        assertThat(PlainDrain.read(streams, "plan", "file", "node")).isEmpty();
        assertThat(PlainDrain.read(streams)).isEmpty();
    }

    /** A new option is read by both. */
    @Test
    void everyOptionIsThere() {
        Set<String> options = new TreeSet<>();
        new CommandLine(new DrainCommand(streams))
                .getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(option -> option.longestName() + (option.arity().max() == 0 ? "" : " 7"))
                        .forEach(options::add);
        assertThat(options).hasSizeGreaterThan(4).allSatisfy(option -> {
            String line = "file node " + option;
            assertThat(plain(line)).map(PlainDrainTest::read).hasValue(byPicocli(line));
        });
    }

    private Optional<DrainCommand> plain(String line) {
        return PlainDrain.read(streams, ("drain " + line).strip().split(" "));
    }

    private List<Object> byPicocli(String line) {
        DrainCommand command = new DrainCommand(streams);
        new CommandLine(command).parseArgs(line.split(" "));
        return read(command);
    }

    private static List<Object> read(DrainCommand command) {
        return List.of(
                command.kubeconfig,
                command.node,
                command.plans,
                command.restores,
                command.evictUnmanaged,
                command.keepEmptyDir,
                command.surge.selector,
                command.patience);
    }
}
