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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A journal in a ConfigMap of the cluster that is upgraded, one key for each entry. A write names the revision that it
 * is made on, so that nobody writes over anybody, and who may write is told by an annotation.
 *
 * <p>A ConfigMap holds 1 MiB. A node that is done with takes less than 100 bytes of it and the one that is underway
 * some hundred, and 13 more for each node of its pool: 5,000 nodes fit twice over. What people change by hand in other
 * keys stays; a ConfigMap that was deleted is made again from what the writer knows.
 *
 * <p>Needs the Role in {@code run-role.yaml}, beside this class. Thread-safe.
 */
public final class ConfigMapJournal implements Journal {
    private static final String WRITER = "evenkeel.io/journal-writer";
    private static final int ATTEMPTS = 5;

    private final OwnObject<ConfigMap> object;
    private final String place;

    private ConfigMapJournal(KubernetesClient client, String namespace, String name) {
        object = new OwnObject<>(
                new ApiServer(client),
                "api/v1/namespaces/" + ApiCall.encoded(namespace) + "/configmaps",
                name,
                ConfigMap.class,
                new OwnObject.Verbs(
                        Permission.GET_CONFIG_MAPS, Permission.CREATE_CONFIG_MAPS, Permission.PATCH_CONFIG_MAPS));
        place = "ConfigMap " + namespace + "/" + name;
    }

    /** Names the ConfigMap; it is made when the journal is first opened. The client stays the caller's. */
    public static ConfigMapJournal of(KubernetesClient client, String namespace, String name) {
        return new ConfigMapJournal(client, namespace, name);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Writer open(String writer) {
        for (int attempt = 1; ; attempt++) {
            try {
                Opening opening = new Opening(writer);
                opening.takeOver();
                return opening;
            } catch (ServiceException e) {
                if (e.outcome() != Outcome.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private final class Opening implements Writer {
        private final String writer;
        private final SortedMap<String, String> entries = new TreeMap<>();
        private String revision = "";

        Opening(String writer) {
            this.writer = writer;
        }

        void takeOver() {
            ConfigMap found = object.find().orElse(null);
            ConfigMap ours = found == null
                    ? object.create(whole())
                    : object.patch(Map.of(
                            "metadata",
                            Map.of(
                                    "resourceVersion",
                                    found.getMetadata().getResourceVersion(),
                                    "annotations",
                                    Map.of(WRITER, writer))));
            entries.putAll(Objects.requireNonNullElse(ours.getData(), Map.of()));
            revision = ours.getMetadata().getResourceVersion();
        }

        @Override
        public SortedMap<String, String> entries() {
            return new TreeMap<>(entries);
        }

        @Override
        public List<String> damages() {
            return List.of();
        }

        @Override
        public void write(Map<String, String> changes) {
            SortedMap<String, String> after = new TreeMap<>(entries);
            Map<String, Object> data = new TreeMap<>();
            changes.forEach((key, text) -> {
                if (text.isEmpty()) {
                    after.remove(key);
                } else {
                    after.put(key, text);
                }
            });
            // A null takes the key away; those that are empty are none.
            changes.forEach((key, text) -> data.put(key, text.isEmpty() ? null : text));
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
                }
            }
            entries.clear();
            entries.putAll(after);
        }

        /** Whether the write may be tried again, on what is there now. */
        private boolean settled(ServiceException failure) {
            if (failure.outcome() == Outcome.NOT_FOUND) {
                revision = object.create(whole()).getMetadata().getResourceVersion();
                return true;
            }
            if (failure.outcome() != Outcome.CONFLICT) {
                return false;
            }
            ConfigMap now = object.find().orElse(null);
            if (now == null) {
                return true;
            }
            if (!writer.equals(now.getMetadata().getAnnotations().get(WRITER))) {
                throw new ServiceException(
                        Outcome.DENIED, "write " + place, "somebody else has opened it since", null, null, null);
            }
            revision = now.getMetadata().getResourceVersion();
            return true;
        }

        private ConfigMap whole() {
            return new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(object.name())
                    .addToAnnotations(WRITER, writer)
                    .addToLabels("app.kubernetes.io/managed-by", "evenkeel")
                    .endMetadata()
                    .withData(new TreeMap<>(entries))
                    .build();
        }

        @Override
        public void close() {
            // Nothing is held: whoever opens it next takes it over.
        }
    }
}
