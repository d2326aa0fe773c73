package dev.serin.training.report;

import java.util.List;

/**
 * A part of a report, with its own heading.
 *
 * @param words what the reader should know before looking; may be empty
 * @param parts charts, tables and episodes, in order
 * @param folded whether the reader has to open it
 */
public record Section(String heading, String words, List<? extends Part> parts, boolean folded) {

    /** Something that can stand in a section. */
    public interface Part {

        /** Markup that refers to nothing outside of the page. */
        String html();
    }

    public Section(String heading, String words, Part... parts) {
        this(heading, words, List.of(parts), false);
    }

    String html() {
        StringBuilder body = new StringBuilder();
        if (!words.isEmpty()) {
            body.append("<p>").append(Html.escaped(words)).append("</p>\n");
        }
        body.append("<div class=\"parts\">\n");
        parts.forEach(part -> body.append(part.html()));
        body.append("</div>\n");
        String head = "<h2>" + Html.escaped(heading) + "</h2>";
        return folded ? "<section><details><summary>" + head + "</summary>\n" + body + "</details></section>\n"
                : "<section>" + head + "\n" + body + "</section>\n";
    }
}
