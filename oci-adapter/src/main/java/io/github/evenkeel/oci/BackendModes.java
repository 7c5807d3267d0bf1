package io.github.evenkeel.oci;

import io.github.evenkeel.spi.Backend;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps the flags of a backend, which are null if the service leaves them out. */
final class BackendModes {
    private final Set<Backend.Mode> modes = EnumSet.noneOf(Backend.Mode.class);

    BackendModes with(Backend.Mode mode, @Nullable Boolean flag) {
        if (Boolean.TRUE.equals(flag)) {
            modes.add(mode);
        }
        return this;
    }

    Set<Backend.Mode> all() {
        return modes;
    }
}
