package io.github.evenkeel.preflight;

import io.github.evenkeel.spi.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is free on nodes. Taking from it touches no other room: each node's pods may have all of the others. */
final class Room {
    /** @param free what nothing has asked for yet; below zero where a node holds more than it should */
    record Place(String node, Resources free) {}

    private final List<Place> places;
    private final String except;

    /**
     * By what is asked for: how many places come before the first that has enough of it, were nothing taken. Where
     * thousands of nodes are full, they are looked through once and not for each pod.
     */
    private final Map<Resources, Integer> full;

    private final Map<String, Resources> left = new HashMap<>();

    Room(List<Place> places) {
        this(places, "", new HashMap<>());
    }

    private Room(List<Place> places, String except, Map<Resources, Integer> full) {
        this.places = places;
        this.except = except;
        this.full = full;
    }

    /** All of the room but that on one node, as if nothing had been taken. */
    Room without(String node) {
        return new Room(places, node, full);
    }

    /** Takes from the first node that has enough; says whether one has. */
    boolean take(Resources wanted) {
        int first = full.computeIfAbsent(wanted, this::placesWithout);
        for (Place place : places.subList(first, places.size())) {
            Resources free = left.getOrDefault(place.node, place.free);
            if (free.holds(wanted) && !place.node.equals(except)) {
                left.put(place.node, free.minus(wanted));
                return true;
            }
        }
        return false;
    }

    private int placesWithout(Resources wanted) {
        int count = 0;
        while (count < places.size() && !places.get(count).free.holds(wanted)) {
            count++;
        }
        return count;
    }

    Resources sum() {
        return places.stream()
                .filter(place -> !place.node.equals(except))
                .map(place -> left.getOrDefault(place.node, place.free))
                .reduce(Resources.NONE, Resources::plus);
    }
}
