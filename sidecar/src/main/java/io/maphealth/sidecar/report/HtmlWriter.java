package io.maphealth.sidecar.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes elements and text; every text and every attribute is escaped, so that no name can become markup.
final class HtmlWriter {
    private final StringBuilder html = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// @param attributes names and values, in turn
    HtmlWriter open(String element, String... attributes) {
        start(element, attributes);
        open.push(element);
        return this;
    }

    HtmlWriter close() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    HtmlWriter line() {
        html.append('\n');
        return this;
    }

    /// An element that holds nothing but text.
    HtmlWriter element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /// Opens a part of the page with its heading.
    HtmlWriter section(String id, String title) {
        return open("section", "id", id).element("h2", title).line();
    }

    /// An element that is never closed, such as `meta`.
    HtmlWriter single(String element, String... attributes) {
        start(element, attributes);
        return this;
    }

    HtmlWriter text(String text) {
        escape(text);
        return this;
    }

    /// Our own style or script, never anything foreign.
    HtmlWriter trusted(String element, String content) {
        html.append('<')
                .append(element)
                .append('>')
                .append(content)
                .append("</")
                .append(element)
                .append('>');
        return this;
    }

    String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return "<!doctype html>\n" + html + "\n";
    }

    private void start(String element, String... attributes) {
        html.append('<').append(element);
        for (int index = 0; index < attributes.length; index += 2) {
            html.append(' ').append(attributes[index]).append("=\"");
            escape(attributes[index + 1]);
            html.append('"');
        }
        html.append('>');
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(point);
            }
        });
    }
}
