package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** Event handler that runs the same action for each change. */
final class ChangeHandler<T> implements ResourceEventHandler<T> {
    private final Runnable onChange;

    ChangeHandler(Runnable onChange) {
        this.onChange = onChange;
    }

    @Override
    public void onAdd(T item) {
        onChange.run();
    }

    @Override
    public void onUpdate(T before, T after) {
        onChange.run();
    }

    @Override
    public void onDelete(T item, boolean finalStateUnknown) {
        onChange.run();
    }
}
