package io.github.evenkeel.testkit.kubernetes.store;

import java.util.concurrent.ThreadLocalRandom;

/** Completes a generateName. */
final class GeneratedNames {
    /** No vowels, so that no words come out; no digits that look like letters. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int LENGTH = 5;
    private static final int LONGEST_PREFIX = 58;

    String next(String prefix) {
        StringBuilder name =
                new StringBuilder(prefix.length() > LONGEST_PREFIX ? prefix.substring(0, LONGEST_PREFIX) : prefix);
        for (int i = 0; i < LENGTH; i++) {
            name.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
