package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Journal in a ConfigMap of the upgraded cluster, one key for each entry. Each write is a compare-and-set on the
 * ConfigMap's revision. An annotation names the only writer.
 *
 * <p>A ConfigMap holds 1 MiB. A finished node takes less than 100 bytes of it, and the current node a few hundred, and
 * 13 more for each node of its pool: 10,000 nodes fit. Changes by users to other keys stay. If a user deletes the
 * ConfigMap, the writer creates it again from its own copy.
 *
 * <p>Needs the Role in {@code run-role.yaml}, beside this class. Thread-safe.
 */
public final class ConfigMapJournal implements Journal {
    private static final String WRITER = "evenkeel.io/journal-writer";
    private static final int ATTEMPTS = 5;
    private static final Contents NONE = new Contents(new TreeMap<>(), List.of(), "none");

    private final OwnObject<ConfigMap> object;

    private ConfigMapJournal(KubernetesClient client, String namespace, String name) {
        object = new OwnObject<>(
                new ApiServer(client),
                "ConfigMap " + namespace + "/" + name,
                "api/v1/namespaces/" + ApiCall.encoded(namespace) + "/configmaps",
                name,
                ConfigMap.class,
                new OwnObject.Verbs(
                        Permission.GET_CONFIG_MAPS, Permission.CREATE_CONFIG_MAPS, Permission.PATCH_CONFIG_MAPS));
    }

    /**
     * Creates a journal in a ConfigMap, which is created when the journal is first opened. An existing ConfigMap of
     * that name without this library's label is refused. The caller closes the client.
     */
    public static ConfigMapJournal of(KubernetesClient client, String namespace, String name) {
        return new ConfigMapJournal(client, namespace, name);
    }

    @Override
    public String place() {
        return object.place();
    }

    @Override
    public Scope scope() {
        return Scope.CLUSTER;
    }

    @Override
    public Contents read() {
        ConfigMap found = find().orElse(null);
        if (found == null) {
            return NONE;
        }
        Contents contents = contents(found);
        if (contents.entries().isEmpty() && !contents.revision().isEmpty()) {
            throw refused(
                    Outcome.REJECTED,
                    "read " + place(),
                    "found no entries in one that " + contents.revision()
                            + " has opened, so what that run wrote is lost:"
                            + " restore them; or check by hand what the run has done, and delete it");
        }
        return contents;
    }

    @Override
    public Writer open(String writer, Contents seen, Map<String, String> first) {
        ConfigMap now = find().orElse(null);
        for (int attempt = 1; ; attempt++) {
            if (now != null && writer.equals(writerOf(now))) {
                return new Opening(writer, now); // an earlier call opened it, and its response was lost
            }
            if (!isAsSeen(seen, now)) {
                throw refused(Outcome.CONFLICT, "open " + place(), "it was opened or written since it was read");
            }
            try {
                return new Opening(writer, takeOver(writer, now, seen, first));
            } catch (ServiceException e) {
                boolean changed = e.outcome() == Outcome.CONFLICT || e.outcome() == Outcome.NOT_FOUND;
                if (!changed || attempt == ATTEMPTS) {
                    throw e;
                }
                now = find().orElse(null);
            }
        }
    }

    private ConfigMap takeOver(String writer, @Nullable ConfigMap now, Contents seen, Map<String, String> first) {
        if (now == null) {
            SortedMap<String, String> entries = new TreeMap<>(seen.entries());
            apply(first, entries);
            return object.create(whole(writer, entries));
        }
        Map<String, Object> metadata = Map.of(
                "resourceVersion", now.getMetadata().getResourceVersion(), "annotations", Map.of(WRITER, writer));
        return object.patch(Map.of("metadata", metadata, "data", patch(first)));
    }

    /** Whether no run has opened or written it; other changes of the object do not matter. */
    private static boolean isAsSeen(Contents seen, @Nullable ConfigMap now) {
        Contents contents = now == null ? NONE : contents(now);
        return contents.entries().equals(seen.entries()) && contents.revision().equals(seen.revision());
    }

    private static ServiceException refused(Outcome outcome, String operation, String reason) {
        return ServiceException.of(outcome, operation, reason);
    }

    private Optional<ConfigMap> find() {
        Optional<ConfigMap> found = object.find();
        if (found.filter(map -> Boolean.TRUE.equals(map.getImmutable())).isPresent()) {
            throw refused(
                    Outcome.REJECTED,
                    "read " + place(),
                    "found one that is immutable, and a journal has to be written: name another one, or delete it");
        }
        return found;
    }

    private static Contents contents(ConfigMap map) {
        return new Contents(new TreeMap<>(data(map)), List.of(), writerOf(map));
    }

    private static Map<String, String> data(ConfigMap map) {
        return Objects.requireNonNullElse(map.getData(), Map.of());
    }

    private static String writerOf(ConfigMap map) {
        Map<String, String> annotations = map.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(WRITER, "");
    }

    /** A null in the patch removes the key; an empty text means the same. */
    private static Map<String, Object> patch(Map<String, String> changes) {
        Map<String, Object> data = new TreeMap<>();
        changes.forEach((key, text) -> data.put(key, text.isEmpty() ? null : text));
        return data;
    }

    private static void apply(Map<String, String> changes, Map<String, String> entries) {
        changes.forEach((key, text) -> {
            if (text.isEmpty()) {
                entries.remove(key);
            } else {
                entries.put(key, text);
            }
        });
    }

    private ConfigMap whole(String writer, Map<String, String> entries) {
        return new ConfigMapBuilder()
                .withMetadata(object.metadata().addToAnnotations(WRITER, writer).build())
                .withData(new TreeMap<>(entries))
                .build();
    }

    private final class Opening implements Writer {
        private final String writer;
        private final SortedMap<String, String> entries;
        private String revision;

        Opening(String writer, ConfigMap ours) {
            this.writer = writer;
            entries = new TreeMap<>(data(ours));
            revision = ours.getMetadata().getResourceVersion();
        }

        @Override
        public SortedMap<String, String> entries() {
            return new TreeMap<>(entries);
        }

        @Override
        public void write(Map<String, String> changes) {
            SortedMap<String, String> after = new TreeMap<>(entries);
            apply(changes, after);
            Map<String, Object> data = patch(changes);
            for (int attempt = 1; ; attempt++) {
                try {
                    revision = object.patch(Map.of("metadata", Map.of("resourceVersion", revision), "data", data))
                            .getMetadata()
                            .getResourceVersion();
                    break;
                } catch (ServiceException e) {
                    if (attempt == ATTEMPTS || !settled(e)) {
                        throw e;
                    }
                    data.putAll(after); // writes entries again that a user has removed meanwhile
                }
            }
            entries.clear();
            entries.putAll(after);
        }

        /** Whether the write may be retried, on the current revision. */
        private boolean settled(ServiceException failure) {
            if (failure.outcome() == Outcome.NOT_FOUND) {
                revision = object.create(whole(writer, entries)).getMetadata().getResourceVersion();
                return true;
            }
            if (failure.outcome() != Outcome.CONFLICT) {
                return false;
            }
            ConfigMap now = object.find().orElse(null);
            if (now == null) {
                return true;
            }
            if (!writer.equals(writerOf(now))) {
                throw refused(Outcome.DENIED, "write " + place(), "another run has opened it since");
            }
            revision = now.getMetadata().getResourceVersion();
            return true;
        }

        @Override
        public void close() {
            // Nothing to release: the next writer takes the journal over.
        }
    }
}
