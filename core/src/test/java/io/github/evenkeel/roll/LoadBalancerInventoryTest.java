package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.run.PlannedInventory;
import io.github.evenkeel.run.PlannedServices;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendSet;
import io.github.evenkeel.spi.LoadBalancerDescription;
import io.github.evenkeel.spi.LoadBalancerInventory;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Load balancers that have nodes of the cluster, whether the plan has them or not. */
class LoadBalancerInventoryTest {
    private static final String FIRST = "10.0.10.1";
    private static final String OTHER = "ocid-other";

    private final SmallWorld world = new SmallWorld(3);
    private final List<LoadBalancerDescription> listed = new ArrayList<>();

    LoadBalancerInventoryTest() {
        listed.add(world.balancer.describe());
        world.inventory = PlannedInventory.NONE.listedBy(() -> listed);
    }

    private static LoadBalancerDescription balancer(String id, BackendSet... sets) {
        return LoadBalancerDescription.builder(id, "front-" + id)
                .addresses(List.of("192.0.2.77"))
                .backendSets(List.of(sets))
                .build();
    }

    private static BackendSet set(String name, String... addresses) {
        return BackendSet.builder(name)
                .backends(Arrays.stream(addresses)
                        .map(address -> Backend.builder(address, 443).build())
                        .toList())
                .build();
    }

    private Preview preview() {
        return new Roll(SessionOpening.toLook(world.spec())).preview();
    }

    private List<String> about(String id) {
        return preview().findings().stream()
                .filter(finding -> finding.object().contains(id))
                .map(Finding::toString)
                .toList();
    }

    @Test
    void theOneOfThePlanAndThoseWithoutANodeAreNoMatter() {
        listed.add(balancer(OTHER, set("web", "10.9.9.9"), set("empty")));

        assertThat(preview().findings()).isEmpty();
    }

    @Test
    void oneThatIsNotInThePlanBlocksAndIsToldWithItsSetsAndNodes() {
        listed.add(balancer(OTHER, set("web", FIRST, "10.9.9.9"), set("admin", "10.0.10.3", FIRST), set("none")));

        assertThat(preview().blockers()).singleElement().satisfies(blocker -> {
            assertThat(blocker.object()).isEqualTo("load balancer front-ocid-other (ocid-other)");
            assertThat(blocker.actual())
                    .contains("not in the plan", "2 nodes: 10.0.10.1, 10.0.10.3 in backend sets admin, web");
            assertThat(blocker.action()).contains("withLoadBalancer(...)", "withoutLoadBalancer(\"ocid-other\")");
        });
        assertThatThrownBy(() -> new Roll(SessionOpening.anew(world.spec())).prepare())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining(OTHER);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void oneThatIsLeftOutIsWarnedOf() {
        listed.add(balancer(OTHER, set("web", FIRST)));
        world.inventory = world.inventory.without(OTHER);

        Preview preview = preview();

        assertThat(preview.blockers()).isEmpty();
        assertThat(preview.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .contains(OTHER, "left out of the plan", "node 10.0.10.1 in backend set web", "without a drain"));
    }

    /** A network load balancer may show a target in place of an address. */
    @Test
    void aNodeIsKnownByItsInstance() {
        listed.add(balancer(
                OTHER,
                set(
                        "web",
                        Objects.requireNonNull(world.nodes.get(FIRST))
                                .instanceId()
                                .orElseThrow())));

        assertThat(about(OTHER)).singleElement().asString().contains("node 10.0.10.1 in backend set web");
    }

    @Test
    void withoutANodeToRollNoneIsMissing() {
        listed.add(balancer(OTHER, set("web", FIRST)));
        world.nodes.replaceAll(
                (name, node) -> node.toBuilder().version(SmallWorld.NEW).build());
        world.members.replaceAll(
                member -> member.toBuilder().version(SmallWorld.NEW).build());

        assertThat(about(OTHER)).isEmpty();
    }

    @Test
    void theOneOfAServiceIsInThePlanOnceItIsFound() {
        world.controller.begin();

        assertThat(previewNamingNone().blockers()).isEmpty();
    }

    @Test
    void theOneOfAServiceThatIsMissingOrLeftOutIsToldOnce() {
        world.controller.begin();
        world.services = PlannedServices.NONE.foundBy(service -> Optional.empty());

        assertThat(previewNamingNone().blockers()).singleElement().satisfies(blocker -> assertThat(blocker.object())
                .isEqualTo("Service shop/front"));

        world.services = world.services.without("shop/front");

        assertThat(previewNamingNone().findings()).singleElement().satisfies(warning -> assertThat(warning.object())
                .isEqualTo("Service shop/front"));
    }

    /** Its own controller may have made it at the provider, too. */
    @Test
    void theOneOfAServiceOfAnotherClassBlocks() {
        world.controller.begin();
        world.controller.loadBalancerClass = "example.com/inner";

        assertThat(previewNamingNone().blockers()).singleElement().satisfies(blocker -> assertThat(blocker.toString())
                .contains(world.balancer.id(), "not in the plan"));
    }

    private Preview previewNamingNone() {
        return new Roll(SessionOpening.toLook(world.spec()
                        .through(world.spec().cluster(), world.spec().workloads(), List.of())))
                .preview();
    }

    @Test
    void aListThatCanNotBeReadBlocksBesideAllElse() {
        world.inventory = PlannedInventory.NONE.listedBy(failing(Outcome.NOT_FOUND));
        world.budgetLetsGo = false;

        assertThat(preview().blockers())
                .anySatisfy(blocker -> assertThat(blocker.toString())
                        .contains("ListLoadBalancers of compartment x", "NOT_FOUND", "may list load balancers there"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void aServiceThatDoesNotAnswerIsNoGoodNews() {
        world.inventory = PlannedInventory.NONE.listedBy(failing(Outcome.UNAVAILABLE));

        assertThatThrownBy(this::preview)
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("ListLoadBalancers of compartment x");
    }

    private static LoadBalancerInventory failing(Outcome outcome) {
        return () -> {
            throw ServiceException.of(outcome, "ListLoadBalancers of compartment x", "no");
        };
    }

    @Test
    void isListedOnceForALook() {
        int[] lists = {0};
        world.inventory = PlannedInventory.NONE.listedBy(() -> {
            lists[0]++;
            return listed;
        });

        assertThat(preview().findings()).isEmpty();
        assertThat(lists).containsExactly(1);
    }
}
