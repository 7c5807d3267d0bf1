package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RolloutOptionsTest {
    private static String read(String line) {
        RolloutOptions options = new RolloutOptions();
        new CommandLine(options)
                .parseArgs(Stream.of(line.split(" "))
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new));
        return options.rollout().toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | max surge 0, max unavailable 1, by name",
                "--max-surge 2 | max surge 2, max unavailable 0, by name",
                "--max-unavailable 10% | max surge 0, max unavailable 10%, by name",
                "--max-surge 25% --max-unavailable 1 | max surge 25%, max unavailable 1, by name",
                "--max-surge 2 --or-with-less-surge --side-by-side | max surge 2, max unavailable 0, or with less surge,"
                        + " pools side by side, by name",
                "--waves 1,3,10% --wave-soak 10m | max surge 0, max unavailable 1, waves of 1 and 3 and 10%, soaking for"
                        + " 600 s, by name",
                "--wave-soak 90s | max surge 0, max unavailable 1, soaking for 90 s, by name",
                "--spread AD | max surge 0, max unavailable 1, by name, in one availability domain at a time",
                "--spread even-FD | max surge 0, max unavailable 1, by name, evenly over fault domains",
                "--spread none --order oldest | max surge 0, max unavailable 1, oldest first",
                "--order label:tier | max surge 0, max unavailable 1, by label tier",
                "--order label:tier=canary,web | max surge 0, max unavailable 1, by label tier canary, web first",
                "--only 10.0.10.2,10.0.10.3 --only tier=web,!spot | max surge 0, max unavailable 1, by name, only nodes"
                        + " named 10.0.10.2, 10.0.10.3 and with labels tier=web,!spot",
                "--quarantine 2 | max surge 0, max unavailable 1, by name, leaving up to 2 undrainable nodes aside",
                "--quarantine 1 --quarantine-without-traffic | max surge 0, max unavailable 1, by name, leaving up to 1"
                        + " undrainable nodes aside without traffic",
                "--leave-out !spot | max surge 0, max unavailable 1, by name, leaving out nodes with labels !spot",
            })
    void makesTheRollout(String line, String rollout) {
        assertThat(read(line)).isEqualTo(rollout);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--max-surge many | --max-surge, --max-unavailable: the number of nodes is 'many'; needed is a number",
                "--max-unavailable 101% | the number of nodes is '101%'",
                "--max-unavailable=-1 | the number of nodes is '-1'",
                "--waves 1,all | --waves: the number of nodes is 'all'",
                "--waves 1,0 | --waves: the waves are [1, 0]; needed are 1 to 100 sizes, each more than none",
                "--wave-soak soon | --wave-soak: 'soon' is not a time such as 90s, 10m, 2h or 30d",
                "--wave-soak 1000h | --wave-soak: the soak of a wave is PT1000H",
                "--spread DC | --spread: 'DC' is none of AD, FD, even-AD, even-FD and none",
                "--order age | --order: 'age' is none of name, oldest and label:KEY[=VALUE,..]",
                "--order label:tier=a,a | --order: the values of label tier are [a, a]; needed is each once",
                "--quarantine all | --quarantine: the number of nodes to leave aside is 0; needed is 1 to 1000",
                "--only tier==a=b | --only: the label selector is 'tier==a=b'",
            })
    void saysWhatIsWrong(String line, String complaint) {
        for (String command : new String[] {"roll", "plan", "sandbox roll"}) {
            Printed printed = new Printed();

            assertThat(printed.run(
                            (command + " " + line + (command.startsWith("s") ? "" : " --cluster c --load-balancer l"))
                                    .split(" ")))
                    .isEqualTo(2);
            assertThat(printed.err()).contains(complaint);
            assertThat(printed.out()).isEmpty();
        }
    }

    @Test
    void thePlanShowsLimitsAndWaves() {
        Printed printed = new Printed();

        assertThat(printed.run(
                        "sandbox", "roll", "--nodes", "4", "--plan-only", "--max-unavailable", "50%", "--waves", "1,2"))
                .isZero();

        assertThat(printed.out())
                .contains(
                        "4 nodes to roll, max surge 0, max unavailable 2",
                        "wave 1: ",
                        "wave 2: ",
                        "wave 3: ",
                        ", by size 2, the last ones)");
    }
}
