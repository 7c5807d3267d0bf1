package io.github.evenkeel.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roll with surge that is killed before and after calls of its ports, with its journal in a ConfigMap. */
@Order(1)
class KilledAtCallsWithSurgeTest extends KilledRoll {
    @Test
    void endsTheSame(@TempDir Path files) throws IOException, InterruptedException {
        atCallsOfThePorts(withSurge("configmap"), files);
    }
}
