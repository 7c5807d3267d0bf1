package io.github.evenkeel.testkit.kubernetes.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
    /** Enough that the reader meets a write in the middle, whichever of the two threads is slower. */
    private static final int WRITES = 20_000;

    private final ObjectStore store = new ObjectStore();

    /** A reader that misses it believes that the pod is gone: a daemon set then makes a second one. */
    @Test
    void aPodIsOnItsNodeAndOfItsOwnerAllTheTimeWhileItIsWritten() {
        write(pod("a", "agent"));

        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < WRITES; i++) {
                write(pod("a", "agent"));
            }
        });
        int missed = 0;
        while (!writer.isDone()) {
            missed += store.podsOn("a").isEmpty() ? 1 : 0;
            missed += store.ownedBy("agent").isEmpty() ? 1 : 0;
        }
        writer.join();

        assertEquals(0, missed);
        assertEquals(WRITES + 2, store.revision());
    }

    @Test
    void aPodThatIsBoundOrAdoptedIsFoundAtItsNewPlaceOnly() {
        write(pod("", "old"));
        assertTrue(store.podsOn("").isEmpty());

        write(pod("a", "new"));

        assertEquals(List.of("p"), names(store.podsOn("a")));
        assertEquals(List.of("p"), names(store.ownedBy("new")));
        assertTrue(store.ownedBy("old").isEmpty());
    }

    @Test
    void aRemovedPodIsNowhere() {
        write(pod("a", "agent"));

        store.transact(() -> {
            store.remove(
                    store.get(new ObjectKey(ResourceTypes.PODS, "default", "p")).at(store.nextRevision()));
            return store;
        });

        assertTrue(store.podsOn("a").isEmpty());
        assertTrue(store.ownedBy("agent").isEmpty());
    }

    private static List<String> names(Collection<StoredObject> objects) {
        return objects.stream().map(StoredObject::name).toList();
    }

    private void write(ObjectNode pod) {
        store.transact(() -> {
            pod.withObjectProperty("metadata").put("resourceVersion", Long.toString(store.nextRevision()));
            store.put(new StoredObject(ResourceTypes.PODS, pod, UnaryOperator.identity()));
            return store;
        });
    }

    /** @param node empty for a pod that waits for the scheduler */
    private static ObjectNode pod(String node, String owner) {
        ObjectNode pod = Json.object();
        pod.withObjectProperty("metadata")
                .put("namespace", "default")
                .put("name", "p")
                .withArrayProperty("ownerReferences")
                .addObject()
                .put("uid", owner)
                .put("controller", true);
        pod.withObjectProperty("spec").put("nodeName", node);
        return pod;
    }
}
