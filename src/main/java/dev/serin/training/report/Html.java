package dev.serin.training.report;

/** Text into markup. */
final class Html {

    private Html() {
    }

    /** Safe as an element's text and in a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
