package io.github.evenkeel.traffic;

import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.Retries;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Services of type LoadBalancer, as a run has read them last.
 *
 * <p>Thread-safe.
 */
public final class KnownServices {
    private final PlanSpec spec;
    private volatile @Nullable ServiceSets sets;
    private volatile @Nullable Boolean haveBalancers;

    public KnownServices(PlanSpec spec) {
        this.spec = spec;
    }

    /** They were read. */
    public void are(ServiceSets services) {
        sets = services;
    }

    /**
     * Whether any of the plan's load balancers is of one of them.
     *
     * @param look called once, unless there is no Service
     */
    boolean haveBalancers(Retries retries, BooleanSupplier look) {
        Boolean known = haveBalancers;
        if (known == null) {
            known = !sets(retries).isEmpty() && look.getAsBoolean();
            haveBalancers = known;
        }
        return known;
    }

    /** Their backend sets; reads the Services if that was not done. */
    ServiceSets sets(Retries retries) {
        ServiceSets known = sets;
        if (known == null) {
            known = new ServiceSets(retries.call("read Services", spec.workloads()::serviceAddresses));
            sets = known;
        }
        return known;
    }
}
