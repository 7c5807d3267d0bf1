package io.github.evenkeel.testkit.kubernetes.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.testkit.kubernetes.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetArithmeticTest {
    @ParameterizedTest
    @CsvSource({
        // rule, value, pods, scale, healthy -> expected, desired, allowed
        "minAvailable,   2,    3, 9, 3, 3, 2, 1",
        "minAvailable,   3,    3, 9, 3, 3, 3, 0",
        "minAvailable,   0,    0, 9, 0, 0, 0, 0",
        "minAvailable,   '50%', 3, 3, 3, 3, 2, 1",
        "minAvailable,   '50%', 9, 5, 5, 5, 3, 2",
        "minAvailable,   '100%', 4, 4, 4, 4, 4, 0",
        "maxUnavailable, 1,    4, 4, 4, 4, 3, 1",
        "maxUnavailable, 1,    4, 4, 3, 4, 3, 0",
        "maxUnavailable, 1,    5, 4, 2, 4, 3, 0",
        "maxUnavailable, '25%', 3, 3, 3, 3, 2, 1",
        "maxUnavailable, 5,    3, 3, 3, 3, 0, 3",
        "maxUnavailable, 0,    3, 3, 3, 3, 3, 0",
    })
    void followsTheRulesOfTheDisruptionController(
            String rule, String value, int pods, int scale, int healthy, int expected, int desired, int allowed) {
        ObjectNode spec = Json.object();
        if (value.endsWith("%")) {
            spec.put(rule, value);
        } else {
            spec.put(rule, Integer.parseInt(value));
        }

        BudgetArithmetic numbers = BudgetArithmetic.of(spec, pods, () -> scale, healthy);

        assertEquals(new BudgetArithmetic(expected, desired, healthy), numbers);
        assertEquals(allowed, numbers.allowed());
    }

    @Test
    void refusesWhatIsNoPercentage() {
        ObjectNode spec = Json.object().put("minAvailable", "many");

        assertThrows(IllegalArgumentException.class, () -> BudgetArithmetic.of(spec, 3, () -> 3, 3));
    }
}
