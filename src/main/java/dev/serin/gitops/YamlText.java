package dev.serin.gitops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import dev.serin.canary.InvalidField;

/**
 * A YAML text and the nodes of its documents, each of which knows its place in the text. Editing means replacing
 * characters at those places, so everything else stays byte for byte. Positions are indices of {@code char}s.
 */
final class YamlText {

    /** Far above any manifest, far below what would hurt. */
    static final int MAX_CHARACTERS = 1_000_000;

    /** In one document; aliases of scalars cost nothing. */
    private static final int MAX_ALIASES = 200;
    static final int MAX_DEPTH = 100;

    /** The core schema takes ~ for null and follows merge keys, as Kubernetes does. */
    private static final LoadSettings SETTINGS = LoadSettings.builder().setUseMarks(true)
            .setMaxAliasesForCollections(MAX_ALIASES).setSchema(new CoreSchema()).build();

    private final String text;
    private final List<Node> documents;

    /** @throws InvalidField when the text is too large, or not YAML */
    YamlText(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidField("manifest", "is larger than " + MAX_CHARACTERS + " characters", "split the file");
        }
        this.text = text;
        this.documents = compose(text);
    }

    private static List<Node> compose(String text) {
        List<Node> documents = new ArrayList<>();
        try {
            refuseDeepNesting(parser(text));
            new Composer(SETTINGS, parser(text)).forEachRemaining(documents::add);
        } catch (YamlEngineException notYaml) {
            throw new InvalidField("manifest", "is not YAML that can be read", "check it with a YAML linter");
        }
        return documents;
    }

    private static ParserImpl parser(String text) {
        return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

    /** Composing is recursive, and a stack overflow is no way to refuse. */
    private static void refuseDeepNesting(ParserImpl events) {
        int depth = 0;
        while (events.hasNext()) {
            Event event = events.next();
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MAX_DEPTH) {
                throw new InvalidField("manifest", "is nested deeper than " + MAX_DEPTH + " levels", "flatten it");
            }
        }
    }

    String text() {
        return text;
    }

    List<Node> documents() {
        return documents;
    }

    /**
     * Where the node's own text starts, behind its anchor and tag. For a node met through an alias: where it is written out.
     */
    int start(Node node) {
        int at = offset(node.getStartMark().orElseThrow());
        while (at < text.length() && "&!".indexOf(text.charAt(at)) >= 0) {
            at = skipBlanks(skipWord(at));
        }
        return Math.min(at, end(node));
    }

    int end(Node node) {
        return offset(node.getEndMark().orElseThrow());
    }

    int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }

    /** Marks count code points. */
    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private int skipWord(int at) {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int skipBlanks(int at) {
        int end = at;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** The end of the line, in front of its line break. */
    int lineEnd(int at) {
        int newline = text.indexOf('\n', at);
        int end = newline < 0 ? text.length() : newline;
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    int nextLineStart(int at) {
        int newline = text.indexOf('\n', at);
        return newline < 0 ? text.length() : newline + 1;
    }

    /** The line break in use around here. */
    String lineBreak(int at) {
        int newline = text.indexOf('\n', at);
        int known = newline < 0 ? text.lastIndexOf('\n') : newline;
        return known > 0 && text.charAt(known - 1) == '\r' ? "\r\n" : "\n";
    }

    String between(int from, int to) {
        return text.substring(from, to);
    }

    /** @throws InvalidField when two replacements touch the same characters */
    String spliced(List<Splice> splices) {
        List<Splice> ordered = splices.stream().sorted(Comparator.comparingInt(Splice::from)).toList();
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (Splice splice : ordered) {
            if (splice.from() < copied) {
                throw new InvalidField("manifest", "shares one place between values that must differ", "write the values out");
            }
            result.append(text, copied, splice.from()).append(splice.replacement());
            copied = splice.to();
        }
        return result.append(text, copied, text.length()).toString();
    }
}
