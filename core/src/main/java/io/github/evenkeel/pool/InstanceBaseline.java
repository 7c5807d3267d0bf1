package io.github.evenkeel.pool;

import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.PoolNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Instances that a pool had, to detect new ones; stored as digests, which fit into a journal. */
final class InstanceBaseline {
    /** Two of 5,000 instances share a digest once in twenty million times. */
    private static final int DIGEST_BYTES = 6;

    private final Set<String> digests = new HashSet<>();
    private final Set<String> recognized = new HashSet<>();

    void remember(NodePool pool) {
        pool.nodes().forEach(node -> node.instanceId().ifPresent(this::remember));
    }

    void remember(String instance) {
        if (recognized.add(instance)) {
            digests.add(digest(instance));
        }
    }

    /** As {@link #digests} told them once, perhaps to another process. */
    void recall(Collection<String> earlier) {
        digests.addAll(earlier);
    }

    /** Whether it is one of them. A pool of thousands is looked through again and again: each is digested once. */
    boolean include(PoolNode node) {
        return node.instanceId().filter(this::include).isPresent();
    }

    private boolean include(String instance) {
        return recognized.contains(instance) || (digests.contains(digest(instance)) && recognized.add(instance));
    }

    Set<String> digests() {
        return Set.copyOf(digests);
    }

    private static String digest(String instanceId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(instanceId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
