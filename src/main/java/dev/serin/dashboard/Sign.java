package dev.serin.dashboard;

import java.util.Locale;

/**
 * How the page shows one of several states.
 *
 * @param css the class in the style sheet; the word in links and in the JSON API, too
 * @param label in a word or a few
 * @param mark one character that tells it without colour
 * @param meaning in a sentence
 */
public record Sign(String css, String label, String mark, String meaning) {

    static Sign of(Enum<?> state, String label, String mark, String meaning) {
        return new Sign(state.name().toLowerCase(Locale.ROOT), label, mark, meaning);
    }

    /** The same with something more precise to say. */
    Sign because(String why) {
        return new Sign(css, label, mark, why);
    }
}
