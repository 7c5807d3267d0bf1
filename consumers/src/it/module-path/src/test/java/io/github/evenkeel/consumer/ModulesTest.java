package io.github.evenkeel.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.oci.OkeCluster;
import org.junit.jupiter.api.Test;

/** The engine is a module, and exports its API alone; the adapters have names that last. */
class ModulesTest {
    @Test
    void theEngineIsAModule() {
        Module engine = UpgradePlan.class.getModule();
        assertEquals("io.github.evenkeel.core", engine.getName());
        assertFalse(engine.isExported("io.github.evenkeel.roll", ModulesTest.class.getModule()));
    }

    @Test
    void theAdaptersHaveNames() {
        assertEquals("io.github.evenkeel.oci", OkeCluster.class.getModule().getName());
    }
}
