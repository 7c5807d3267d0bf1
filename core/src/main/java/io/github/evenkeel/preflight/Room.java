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
    private final Map<String, Resources> left = new HashMap<>();

    Room(List<Place> places) {
        this(places, "");
    }

    private Room(List<Place> places, String except) {
        this.places = places;
        this.except = except;
    }

    /** All of the room but that on one node, as if nothing had been taken. */
    Room without(String node) {
        return new Room(places, node);
    }

    /** Takes from the first node that has enough; says whether one has. */
    boolean take(Resources wanted) {
        for (Place place : places) {
            Resources free = left.getOrDefault(place.node, place.free);
            if (free.holds(wanted) && !place.node.equals(except)) {
                left.put(place.node, free.minus(wanted));
                return true;
            }
        }
        return false;
    }

    Resources sum() {
        return places.stream()
                .filter(place -> !place.node.equals(except))
                .map(place -> left.getOrDefault(place.node, place.free))
                .reduce(Resources.NONE, Resources::plus);
    }
}
