package io.github.evenkeel.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A roll that is killed at random instants, with its journal in a ConfigMap. */
@Order(1)
class KilledAtInstantsWithConfigMapTest extends KilledRoll {
    @Test
    void endsTheSame(@TempDir Path files) throws IOException, InterruptedException {
        atRandomInstants(oneAtATime("configmap"), files);
    }
}
