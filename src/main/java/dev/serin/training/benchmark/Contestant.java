package dev.serin.training.benchmark;

import java.util.OptionalDouble;

import dev.serin.training.rivals.Played;

/** A policy with whatever moves the traffic for it. Keeps nothing between releases; used by several threads at once. */
public interface Contestant {

    /** Short and unique, as in the tables. */
    String name();

    /** Plays one release from its discovery to its end. */
    Ending play(Episode episode);

    /** @param badProbability what it believed at its decision, 0..1; empty where the policy states no probability */
    record Ending(Played played, OptionalDouble badProbability) {
    }
}
