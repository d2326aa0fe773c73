package dev.serin.training.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A whole report in one file. */
public record Page(String title, String words, List<Section> sections) {

    private static final String STYLE = style();

    public String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                <p>%3$s</p>
                %4$s</main>
                </body>
                </html>
                """.formatted(Html.escaped(title), STYLE, Html.escaped(words),
                sections.stream().map(Section::html).collect(Collectors.joining()));
    }

    private static String style() {
        try (InputStream css = Page.class.getResourceAsStream("/report/report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
