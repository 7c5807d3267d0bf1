package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.DisruptionBudget.Mode;
import io.github.evenkeel.spi.ServiceException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetMappingTest {
    @Test
    void readsABudget() {
        DisruptionBudget budget = BudgetMapping.map(budget().editMetadata()
                .withGeneration(3L)
                .withResourceVersion("77")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", "cart")
                .endSelector()
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(3L)
                .withCurrentHealthy(4)
                .withDesiredHealthy(3)
                .withExpectedPods(5)
                .withDisruptionsAllowed(1)
                .addToDisruptedPods("cart-1", "2026-03-01T12:00:00Z")
                .endStatus()
                .build());

        assertThat(budget.path()).isEqualTo("shop/cart");
        assertThat(budget.revision()).isEqualTo("77");
        assertThat(budget.healthy()).isEqualTo(4);
        assertThat(budget.needed()).isEqualTo(3);
        assertThat(budget.expected()).isEqualTo(5);
        assertThat(budget.allowed()).isEqualTo(1);
        assertThat(budget.underway()).isEqualTo(1);
        assertThat(budget.modes()).containsExactlyInAnyOrder(Mode.OBSERVED, Mode.UNHEALTHY_MAY_LEAVE);
        assertThat(budget.selector().matches(Map.of("app", "cart", "tier", "front")))
                .isTrue();
        assertThat(budget.selector().matches(Map.of("app", "till"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DisruptionAllowed | False | SyncFailed | SyncFailed: no scale",
                "DisruptionAllowed | False | InsufficientPods |",
                "DisruptionAllowed | True | SufficientPods |",
                "Another | False | SyncFailed |"
            })
    void readsWhyItsControllerCanNotCount(String type, String status, String reason, @Nullable String uncounted) {
        assertThat(BudgetMapping.map(budget().withNewStatus()
                                .withConditions(new ConditionBuilder()
                                        .withType(type)
                                        .withStatus(status)
                                        .withReason(reason)
                                        .withMessage("no\n scale")
                                        .build())
                                .endStatus()
                                .build())
                        .uncounted())
                .isEqualTo(Optional.ofNullable(uncounted));
    }

    @Test
    void anEmptySelectorCoversEveryPod() {
        DisruptionBudget budget = BudgetMapping.map(
                budget().withNewSpec().withNewSelector().endSelector().endSpec().build());

        assertThat(budget.selector().matches(Map.of())).isTrue();
    }

    @Test
    void noSelectorCoversNoPod() {
        DisruptionBudget budget =
                BudgetMapping.map(budget().withNewSpec().endSpec().build());

        assertThat(budget.selector().matches(Map.of())).isFalse();
        assertThat(budget.selector().matches(Map.of("app", "cart"))).isFalse();
        assertThat(BudgetMapping.map(budget().build()).selector().matches(Map.of("", "")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "In, cart, true",
        "In, till, false",
        "NotIn, till, true",
        "NotIn, cart, false",
        "Exists, , true",
        "DoesNotExist, , false"
    })
    void expressionsAreCompared(String operator, String value, boolean matches) {
        DisruptionBudget budget = BudgetMapping.map(budget().withNewSpec()
                .withNewSelector()
                .addNewMatchExpression()
                .withKey("app")
                .withOperator(operator)
                .withValues(value == null ? new String[0] : new String[] {value})
                .endMatchExpression()
                .endSelector()
                .endSpec()
                .build());

        assertThat(budget.selector().matches(Map.of("app", "cart"))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, false", "2, 2, true", "1, 2, true", "2, , false", ", 0, true"})
    void figuresAreBelievedOnceTheLatestVersionWasObserved(Long generation, Long observed, boolean believed) {
        DisruptionBudget budget = BudgetMapping.map(budget().editMetadata()
                .withGeneration(generation)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(observed)
                .endStatus()
                .build());

        assertThat(budget.modes().contains(Mode.OBSERVED)).isEqualTo(believed);
    }

    @Test
    void aBudgetThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> BudgetMapping.map(budget().withNewSpec()
                        .withNewSelector()
                        .addNewMatchExpression()
                        .withKey("app")
                        .withOperator("Like")
                        .endMatchExpression()
                        .endSelector()
                        .endSpec()
                        .build()))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("shop/cart")
                .hasMessageContaining("'Like'");
    }

    private static PodDisruptionBudgetBuilder budget() {
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("cart")
                .endMetadata();
    }
}
