package io.github.evenkeel.kubernetes.differential;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kubectl says to a drain, read from its words. It names the pods that block, or else those that would leave.
 *
 * @param blocked namespace and name of the pods that block; kubectl then leaves out what would become of the others
 * @param leaving namespace and name of the pods that would leave
 * @param text all that it said
 */
record KubectlAnswer(Set<String> blocked, Set<String> leaving, String text) {
    private static final Pattern LEAVES = Pattern.compile("(?m)^evicting pod (\\S+) \\(dry run\\)$");
    private static final Pattern BLOCKS =
            Pattern.compile("(?m)^(?:cannot delete|daemonsets\\.apps) .*?: ([^:\\s]+/\\S+(?:, \\S+/\\S+)*)$");
    private static final String DRAINED = "drained (dry run)";
    private static final String PENDING = "There are pending nodes to be drained:";

    KubectlAnswer {
        blocked = Set.copyOf(blocked);
        leaving = Set.copyOf(leaving);
    }

    /**
     * What becomes of a pod.
     *
     * @param lenient what kubectl says where nothing may hold up the drain, which names all pods that leave
     */
    Fate fate(String pod, KubectlAnswer lenient) {
        if (blocked.contains(pod)) {
            return Fate.BLOCKS;
        }
        return lenient.leaving.contains(pod) ? Fate.LEAVES : Fate.STAYS;
    }

    /** @throws IllegalArgumentException if these are no words that a drain ends with, or the exit code is another's */
    static KubectlAnswer parse(int exitCode, String text) {
        Set<String> blocked = new HashSet<>();
        Matcher blocks = BLOCKS.matcher(text);
        while (blocks.find()) {
            blocked.addAll(List.of(blocks.group(1).split(", ")));
        }
        Set<String> leaving = new HashSet<>();
        Matcher leaves = LEAVES.matcher(text);
        while (leaves.find()) {
            leaving.add(leaves.group(1));
        }
        boolean refused = text.contains(PENDING);
        boolean wordsAgree = refused != blocked.isEmpty() && refused != text.contains(DRAINED);
        if (!wordsAgree || exitCode != (refused ? 1 : 0)) {
            throw new IllegalArgumentException("kubectl ended with code " + exitCode
                    + " and says neither that the drain is possible nor which pods block:\n" + text);
        }
        return new KubectlAnswer(blocked, leaving, text);
    }
}
