package io.github.evenkeel.testkit.kubernetes.controller;

import io.github.evenkeel.testkit.kubernetes.store.Change;
import io.github.evenkeel.testkit.kubernetes.store.ObjectKey;
import java.util.function.Consumer;

/** A control loop. All calls come from one thread. */
interface Controller {
    /** Names the objects that need another look after a change. */
    void observe(Change change, Consumer<ObjectKey> dirty);

    /** Takes an object one step towards what it should be, whatever has changed; it may be gone by now. */
    void reconcile(ObjectKey key);

    /** Names the objects that need another look because time has passed; called about once a second. */
    default void tick(Consumer<ObjectKey> dirty) {}
}
