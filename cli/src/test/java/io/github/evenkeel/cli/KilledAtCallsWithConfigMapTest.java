package io.github.evenkeel.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roll that is killed at calls of the ports, with its journal in a ConfigMap. */
@Order(1)
class KilledAtCallsWithConfigMapTest extends KilledRoll {
    @Test
    void endsTheSame(@TempDir Path files) throws IOException, InterruptedException {
        atCallsOfThePorts(oneAtATime("configmap"), files);
    }
}
