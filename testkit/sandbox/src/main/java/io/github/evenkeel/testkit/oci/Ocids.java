package io.github.evenkeel.testkit.oci;

import java.util.SplittableRandom;

/** Makes identities in the form of OCIDs. Not safe for threads: used with the state locked, or before there are any. */
final class Ocids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int UNIQUE_PART = 60;

    private final SplittableRandom random = new SplittableRandom();

    /** The identity of something that lives in the region, such as {@code cluster}. */
    String regional(String type) {
        return "ocid1." + type + ".oc1.iad." + unique();
    }

    /** The identity of something that lives in no region, such as {@code compartment}. */
    String global(String type) {
        return "ocid1." + type + ".oc1.." + unique();
    }

    private String unique() {
        StringBuilder unique = new StringBuilder("aaaaaaaa");
        while (unique.length() < UNIQUE_PART) {
            unique.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return unique.toString();
    }
}
