package io.github.evenkeel.run.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Digest of an instance's identity: identities of thousands of instances are too long for a journal. */
public final class InstanceDigest {
    /** Two of 5,000 instances share a digest once in twenty million times. */
    private static final int BYTES = 6;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}");

    private InstanceDigest() {}

    public static String of(String instanceId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(instanceId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * Reads those of a field.
     *
     * @throws IllegalArgumentException if there are none: every instance would be taken for a new one
     */
    public static Set<String> read(EntryCodec entry, String field) {
        Set<String> digests = new TreeSet<>();
        entry.words(field).forEach(word -> digests.add(one(field, word)));
        if (digests.isEmpty()) {
            throw EntryFields.refused(field, "", "one digest at least");
        }
        return digests;
    }

    static String one(String field, String word) {
        return EntryFields.matching(field, word, FORM, "twelve hexadecimal digits");
    }
}
