package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngineClient;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.ManagedCluster;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.contract.ManagedClusterFixture;
import io.github.evenkeel.testkit.oci.CallFault;
import io.github.evenkeel.testkit.oci.LaunchFault;
import io.github.evenkeel.testkit.oci.NodePoolSpec;
import io.github.evenkeel.testkit.oci.OciEmulator;
import io.github.evenkeel.testkit.oci.OciOperation;
import io.github.evenkeel.testkit.oci.OutsideChanges;
import io.github.evenkeel.testkit.oci.Timings;
import io.github.evenkeel.testkit.oci.WorkRequestFault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OKE on the emulator, through the real client of the SDK. */
final class EmulatedCluster implements ManagedClusterFixture, EmulatorFixture {
    private final OciEmulator emulator = OciEmulator.builder()
            .kubernetesVersion("v1.31.1")
            .nodePool(NodePoolSpec.named("workers").size(3).nodeCycling())
            .timings(Timings.quick()
                    .controlPlaneUpgrade(Duration.ofMillis(20))
                    .nodePoolUpdate(Duration.ofMillis(20))
                    .eviction(Duration.ofMillis(20))
                    .nodeTermination(Duration.ofMillis(100))
                    .nodeLaunch(Duration.ofMillis(60))
                    .deletedNodesListed(Duration.ofMillis(800)))
            .start();
    private final ContainerEngineClient client = emulator.containerEngineClient();
    private final ManagedCluster port = OkeCluster.of(client, emulator.clusterId());
    private @Nullable String changeOfAnotherClient;

    @Override
    public ManagedCluster port() {
        return port;
    }

    @Override
    public String poolId() {
        return emulator.nodePoolIds().get(0);
    }

    @Override
    public KubernetesVersion current() {
        return KubernetesVersion.parse("v1.31.1");
    }

    @Override
    public KubernetesVersion next() {
        return KubernetesVersion.parse("v1.32.1");
    }

    @Override
    public KubernetesVersion unknown() {
        return KubernetesVersion.parse("v1.99.0");
    }

    @Override
    public List<AddOn> installAddOns() {
        OutsideChanges others = emulator.outsideChanges();
        others.addOnVersion("CoreDNS", "v1.12.0", current(), next());
        others.addOnVersion("Flannel", "v0.25.1", current(), current());
        others.addOnVersion("Flannel", "v0.26.2", current(), next());
        others.addOn("CoreDNS", null);
        others.addOn("Flannel", "v0.25.1");
        return List.of(
                new AddOn("CoreDNS", Optional.empty(), List.of("v1.12.0")),
                new AddOn("Flannel", Optional.of("v0.25.1"), List.of("v0.26.2")));
    }

    @Override
    public void clusterChangedByAnotherClient() {
        emulator.outsideChanges().clusterLifecycle("ACTIVE");
    }

    @Override
    public void poolResizedByAnotherClient(int size) {
        emulator.outsideChanges().nodePoolSize(poolId(), size);
    }

    @Override
    public void beginChangeOfAnotherClient(String id) {
        changeOfAnotherClient = emulator.outsideChanges().startWorkRequest(id);
    }

    @Override
    public void endChangeOfAnotherClient() {
        emulator.outsideChanges().endWorkRequest(Objects.requireNonNull(changeOfAnotherClient));
    }

    @Override
    public void failNextPoolUpdate() {
        emulator.faults().nextWorkRequest(OciOperation.UPDATE_NODE_POOL, WorkRequestFault.failed("out of order"));
    }

    @Override
    public void failNextReplacement() {
        emulator.faults().nextWorkRequest(OciOperation.DELETE_NODE, WorkRequestFault.failed("out of order"));
    }

    @Override
    public void failNextLaunch() {
        emulator.faults().nextLaunch(LaunchFault.noCapacity());
    }

    @Override
    public void delayNextLaunch() {
        emulator.faults()
                .nextLaunch(LaunchFault.madeLate("LimitExceeded", "Out of host capacity", Duration.ofSeconds(3)));
    }

    @Override
    public void loseAnswerOfNextIncrease() {
        emulator.faults().next(OciOperation.UPDATE_NODE_POOL, CallFault.lostAfterEffect());
    }

    @Override
    public void failNextDescribe(Outcome outcome) {
        emulator.faults().next(OciOperation.GET_CLUSTER, EmulatorFaults.of(outcome));
    }

    @Override
    public void loseNextReplacement() {
        emulator.faults().next(OciOperation.DELETE_NODE, CallFault.lostBeforeEffect());
    }

    @Override
    public void loseAnswerOfNextReplacement() {
        emulator.faults().next(OciOperation.DELETE_NODE, CallFault.lostAfterEffect());
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
    }
}
