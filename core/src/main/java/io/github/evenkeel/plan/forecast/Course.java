package io.github.evenkeel.plan.forecast;

import io.github.evenkeel.plan.NodeTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Course of one node through its steps, as the procedures of a roll have them. */
final class Course {
    private final Timeline time;
    private final BalancerQueues balancers;
    private final StepDurations steps;
    private final Drains drains;
    private final DomainBalance balance;
    private final Effects effects;
    private final NodeTarget target;
    private final List<String> changes;
    private final Duration connectionDrain;
    private final Runnable ended;

    /**
     * Of a node that has not begun.
     *
     * @param memberships of the node
     * @param ended is told when it is done
     */
    Course(Surroundings around, NodeTarget target, List<Memberships.Membership> memberships, Runnable ended) {
        time = around.time();
        balancers = around.balancers();
        steps = around.steps();
        drains = around.drains();
        balance = around.balance();
        effects = around.effects();
        this.target = target;
        this.ended = ended;
        changes = memberships.stream().map(Memberships.Membership::balancerId).toList();
        connectionDrain = steps.connectionDrain(memberships);
    }

    /** What all nodes have around them. */
    record Surroundings(
            Timeline time,
            BalancerQueues balancers,
            StepDurations steps,
            Drains drains,
            DomainBalance balance,
            Effects effects) {}

    /** Deletes it, and puts another one in its place. */
    void replace(@Nullable SurgeNodes surge) {
        effects.unavailable(target);
        takeOut(this::deleteInBalance, () -> {
            if (surge != null) {
                surge.makesAnother(); // for the node itself
            }
            time.after(steps.newNode(), () -> {
                effects.joined(target);
                balance.succeeded(target);
                balancers.make(
                        changes,
                        () -> balancers.make(
                                changes,
                                () -> time.after(health(), () -> {
                                    effects.serves(target);
                                    effects.availableAgain(target);
                                    soak();
                                })));
            });
        });
    }

    /** Has another one serve before it is deleted. */
    void replaceAfter(SurgeNodes surge) {
        surge.take(() -> balancers.make(
                changes,
                () -> time.after(health(), () -> {
                    effects.serves(target);
                    takeOut((hasVolumes, delete) -> delete.run(), () -> {
                        if (surge.makesAnother()) {
                            time.after(steps.newNode(), () -> {
                                effects.joined(target);
                                surge.joins();
                            });
                        }
                        time.after(
                                steps.deletion(),
                                () -> balancers.make(changes, () -> time.after(healthStill(), this::soak)));
                    });
                })));
    }

    /** When a drained node may be deleted. */
    private interface Deletion {
        void begin(boolean hasVolumes, Runnable delete);
    }

    private void deleteInBalance(boolean hasVolumes, Runnable delete) {
        balance.delete(target, hasVolumes, delete);
    }

    private void takeOut(Deletion deletion, Runnable then) {
        balancers.make(changes, () -> {
            Duration drained = time.now();
            effects.drained(target);
            time.after(changes.isEmpty() ? Duration.ZERO : steps.propagation(), () -> {
                List<Replica> evicted = effects.evicted(target);
                boolean hasVolumes = evicted.stream()
                        .anyMatch(replica -> !replica.pod().claims().isEmpty());
                Runnable delete = () -> time.after(steps.delete(), () -> {
                    effects.deleted(target);
                    then.run();
                });
                time.after(
                        steps.evict(drains.effort(evicted)),
                        () -> time.at(connectionsEnd(drained), () -> deletion.begin(hasVolumes, delete)));
            });
        });
    }

    private Duration connectionsEnd(Duration drained) {
        return changes.isEmpty() ? time.now() : drained.plus(connectionDrain);
    }

    private Duration health() {
        return changes.isEmpty() ? Duration.ZERO : steps.health();
    }

    private Duration healthStill() {
        return changes.isEmpty() ? Duration.ZERO : steps.healthStill();
    }

    private void soak() {
        time.after(steps.soak(), ended);
    }
}
