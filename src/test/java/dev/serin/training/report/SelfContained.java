package dev.serin.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.xml.sax.InputSource;

/** What every report must be. */
public final class SelfContained {

    private static final Pattern OUTSIDE = Pattern.compile("https?://|src=|href=|@import|url\\(|<script|<link");

    private SelfContained() {
    }

    /** Nothing is loaded, and the body is well-formed. */
    public static void require(String html) throws Exception {
        assertEquals(List.of(), OUTSIDE.matcher(html).results().map(found -> found.group()).toList());
        String body = html.substring(html.indexOf("<main>"), html.indexOf("</main>") + "</main>".length());
        var parsed = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
        assertTrue(parsed.getElementsByTagName("h1").getLength() == 1);
    }
}
