package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads exact amounts of resources by name, in cores, bytes or pieces.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
final class Amounts {
    private static final BigDecimal MILLI = BigDecimal.valueOf(1000);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Amounts() {}

    /**
     * The amount of a resource; zero if there is no entry for it.
     *
     * @throws IllegalArgumentException if the entry is not a quantity
     */
    static BigDecimal of(@Nullable Map<String, Quantity> quantities, String resource) {
        Quantity quantity = quantities == null ? null : quantities.get(resource);
        if (quantity == null) {
            return BigDecimal.ZERO;
        }
        try {
            if (quantity.getAmount() != null) {
                return quantity.getNumericalAmount();
            }
        } catch (IllegalArgumentException e) {
            throw notOne(resource, quantity, e);
        }
        throw notOne(resource, quantity, null);
    }

    static long millis(BigDecimal cores, RoundingMode rounding) {
        return whole(cores.multiply(MILLI), rounding);
    }

    static long whole(BigDecimal amount, RoundingMode rounding) {
        return amount.setScale(0, rounding).min(MOST).longValue();
    }

    private static IllegalArgumentException notOne(
            String resource, Quantity quantity, @Nullable IllegalArgumentException cause) {
        return new IllegalArgumentException("'" + quantity + "' is not a quantity of " + resource, cause);
    }
}
