package io.github.evenkeel.roll;

import io.github.evenkeel.Finding;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PlannedServices;
import io.github.evenkeel.spi.LoadBalancer;
import io.github.evenkeel.spi.ServiceAddress;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceLoadBalancers;
import io.github.evenkeel.spi.Workloads;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the load balancers of Services when a run begins, if its plan asks for that. */
final class ServiceBalancers {
    private final PlanSpec spec;
    private final OpeningCalls calls;

    private ServiceBalancers(PlanSpec spec, OpeningCalls calls) {
        this.spec = spec;
        this.calls = calls;
    }

    /**
     * The plan with the load balancers that it names, and those that are found.
     *
     * @throws io.github.evenkeel.PlanRefusedException if they can't be looked for
     */
    static PlanSpec in(PlanSpec spec, OpeningCalls calls) {
        ServiceLoadBalancers finder = spec.services().finder();
        return finder == null ? spec : new ServiceBalancers(spec, calls).found(finder);
    }

    private PlanSpec found(ServiceLoadBalancers named) {
        ServiceLoadBalancers finder = calls.ports().to(ServiceLoadBalancers.class, named);
        Workloads workloads = calls.ports().to(Workloads.class, spec.workloads());
        PlannedServices planned = spec.services();
        Map<String, LoadBalancer> byId = new TreeMap<>();
        spec.loadBalancers().forEach(balancer -> byId.put(balancer.id(), balancer));
        try {
            List<ServiceAddress> services = calls.make("read Services", workloads::serviceAddresses);
            for (ServiceAddress service : services) {
                if (service.isOfProvider() && !planned.leavesOut(service)) {
                    calls.make("find the load balancer of Service " + service.path(), () -> finder.find(service))
                            .ifPresent(balancer -> byId.putIfAbsent(balancer.id(), balancer));
                }
            }
        } catch (ServiceException e) {
            throw Refusal.of(Finding.blocker(
                    e.operation(),
                    e.outcome() + ": " + e.reason(),
                    "the load balancers of the cluster's Services",
                    "check the compartments and the permissions with which they are looked for; or leave the Service"
                            + " out: withoutService(...)"));
        }
        return spec.through(spec.cluster(), spec.workloads(), List.copyOf(byId.values()));
    }
}
