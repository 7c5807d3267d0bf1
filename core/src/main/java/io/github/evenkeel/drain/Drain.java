package io.github.evenkeel.drain;

import io.github.evenkeel.run.Diary;
import io.github.evenkeel.run.Goal;
import io.github.evenkeel.run.Retries;
import io.github.evenkeel.run.Settings;
import io.github.evenkeel.run.Sight;
import io.github.evenkeel.run.Waits;
import io.github.evenkeel.spi.AttachedVolume;
import io.github.evenkeel.spi.DaemonSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has the pods of a cordoned node leave by the eviction API, and waits until they and their volumes are gone.
 *
 * <p>No eviction waits for another pod's end, so that budgets which depend on each other can't lock each other out. The
 * node has to stay empty for a while, as pods bound just before the cordon come late.
 */
public final class Drain {
    private final Settings settings;
    private final Waits waits;
    private final Retries retries;
    private final Diary diary;

    public Drain(Settings settings, Waits waits, Retries retries, Diary diary) {
        this.settings = settings;
        this.waits = waits;
        this.retries = retries;
        this.diary = diary;
    }

    /** Drains the node of that name. */
    public void drain(String node) {
        Set<String> daemonSets = retries.call("read DaemonSets", settings.workloads()::daemonSets).stream()
                .map(DaemonSet::uid)
                .collect(Collectors.toSet());
        DrainRules rules = new DrainRules(settings.drainPolicy(), daemonSets);
        try (FollowedNode followed = new FollowedNode(settings.workloads(), node, waits, retries)) {
            Evictions evictions = new Evictions(node, settings, waits, diary);
            Emptiness emptiness = new Emptiness(settings, node, rules, retries, waits);
            waits.until(
                    new Goal(
                            "node " + node,
                            "drained of its pods",
                            settings.timing().podDrain()),
                    () -> {
                        FollowedNode.Moment moment = followed.look();
                        List<PodVerdict> verdicts = moment.pods().stream()
                                .map(pod -> rules.judge(pod, moment.budgets()))
                                .toList();
                        List<PodVerdict> left =
                                verdicts.stream().filter(PodVerdict::mustLeave).toList();
                        return evictions.ask(verdicts, moment.budgets())
                                ? emptiness.look(left)
                                : Sight.notYet(PodsLeft.describe(left, moment.budgets()));
                    });
        }
        awaitDetached(node);
    }

    private void awaitDetached(String node) {
        waits.until(
                new Goal(
                        "node " + node,
                        "all volumes detached",
                        settings.timing().volumeDetach()),
                () -> {
                    List<AttachedVolume> attached = retries.call(
                            "read VolumeAttachments", () -> settings.workloads().volumesAttachedTo(node));
                    return attached.isEmpty()
                            ? Sight.of(true)
                            : Sight.notYet(attached.size() + " attached: " + attached);
                });
    }
}
