package dev.serin.canary;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A person who gives orders, by the name of their login, as one word: it stands in commits and in the manifest.
 *
 * @param name 1 to 64 letters, digits and {@code . _ @ + -}
 */
public record Person(@JsonValue String name) {

    static final String SHAPE = "[A-Za-z0-9._@+-]{1,64}";

    private static final Pattern WORD = Pattern.compile(SHAPE);
    private static final int LENGTH_MAX = 64;

    /** Whoever acts where no login is asked for. */
    public static final Person ANONYMOUS = new Person("anonymous");

    /** @throws InvalidField for a name of another shape */
    @JsonCreator
    public Person {
        if (name == null || !WORD.matcher(name).matches()) {
            throw new InvalidField("person", "is not one word",
                    "use at most 64 letters, digits and the characters . _ @ + -");
        }
    }

    /** The person behind any login name: what does not fit becomes {@code _}, and what is too long is cut. */
    public static Person of(String login) {
        String word = login.replaceAll("[^A-Za-z0-9._@+-]", "_");
        return word.isEmpty() ? ANONYMOUS : new Person(word.substring(0, Math.min(LENGTH_MAX, word.length())));
    }

    @Override
    public String toString() {
        return name;
    }
}
