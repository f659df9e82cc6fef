package io.maphealth.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.maphealth.it.monitoring.Dashboard.Panel;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/// A picture of a dashboard with real data, for people to look at: panels in their places, with units and legends.
final class DashboardPicture {
    private static final int COLUMN = 50;
    private static final int ROW = 30;
    private static final int MARGIN = 12;
    private static final int LINE = 15;
    private static final int AXIS = 70;
    private static final int MOST_LEGENDS = 4;
    private static final Color BACKGROUND = new Color(0x11, 0x12, 0x17);
    private static final Color PANEL = new Color(0x18, 0x1B, 0x1F);
    private static final Color TEXT = new Color(0xCC, 0xCC, 0xDC);
    private static final Color GRID = new Color(0x2F, 0x32, 0x38);
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Color[] COLORS = {
        new Color(0x73, 0xBF, 0x69), new Color(0xF2, 0xCC, 0x0C), new Color(0x8A, 0xB8, 0xFF),
        new Color(0xFF, 0x78, 0x0A), new Color(0xF2, 0x49, 0x5C), new Color(0x57, 0x94, 0xF2),
        new Color(0xB8, 0x77, 0xD9), new Color(0x70, 0x5D, 0xA0)
    };

    private final List<Shown> panels = new ArrayList<>();

    private record Shown(Panel panel, List<Series> series) {}

    /// One line of a chart; `values` are pairs of time and value.
    private record Series(String legend, JsonNode labels, JsonNode values) {
        double last() {
            return values.path(values.size() - 1).path(1).asDouble();
        }
    }

    /// @param answers one for each query of the panel
    void add(Panel panel, List<JsonNode> answers) {
        List<Series> series = new ArrayList<>();
        for (int number = 0; number < answers.size(); number++) {
            String legend = panel.queries().get(number).legend();
            answers.get(number)
                    .forEach(each -> series.add(
                            new Series(called(legend, each.path("metric")), each.path("metric"), each.path("values"))));
        }
        panels.add(new Shown(panel, series));
    }

    void write(Path file) throws IOException {
        int rows = panels.stream()
                .mapToInt(shown ->
                        shown.panel().place().y() + shown.panel().place().height())
                .max()
                .orElse(0);
        BufferedImage image = new BufferedImage(24 * COLUMN, rows * ROW, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (Shown shown : panels) {
            Dashboard.Place place = shown.panel().place();
            Graphics2D part = (Graphics2D) graphics.create(
                    place.x() * COLUMN + 3,
                    place.y() * ROW + 3,
                    Math.max(1, place.width() * COLUMN - 6),
                    Math.max(1, place.height() * ROW - 6));
            draw(part, shown, place.width() * COLUMN - 6, place.height() * ROW - 6);
            part.dispose();
        }
        graphics.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private static void draw(Graphics2D graphics, Shown shown, int width, int height) {
        graphics.setColor(PANEL);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(TEXT);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        graphics.drawString(shown.panel().title(), MARGIN, 20);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        switch (shown.panel().type()) {
            case "stat" -> drawStat(graphics, shown, height);
            case "table" -> drawTable(graphics, shown, width);
            default -> drawChart(graphics, shown, width, height);
        }
    }

    private static void drawStat(Graphics2D graphics, Shown shown, int height) {
        int number = 0;
        for (Series series : shown.series()) {
            graphics.setColor(COLORS[number % COLORS.length]);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 34));
            int y = height / 2 + 10 + (number - shown.series().size() / 2) * 46;
            graphics.drawString(new Reading(series.last(), shown.panel().unit()).text(), MARGIN + 20, y);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            graphics.drawString(series.legend(), MARGIN + 20, y + 16);
            number++;
        }
    }

    private static void drawTable(Graphics2D graphics, Shown shown, int width) {
        if (shown.series().isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>();
        shown.series().getFirst().labels().fieldNames().forEachRemaining(columns::add);
        int step = (width - 2 * MARGIN) / (columns.size() + 1);
        int y = 44;
        for (int column = 0; column < columns.size(); column++) {
            graphics.drawString(columns.get(column), MARGIN + column * step, y);
        }
        for (Series row : shown.series()) {
            y += LINE + 4;
            for (int column = 0; column < columns.size(); column++) {
                String text = row.labels().path(columns.get(column)).asText();
                int most = step / 6;
                graphics.drawString(
                        text.length() <= most ? text : text.substring(0, most - 1) + "…", MARGIN + column * step, y);
            }
            graphics.drawString(
                    new Reading(row.last(), shown.panel().unit()).text(), MARGIN + columns.size() * step, y);
        }
    }

    private static void drawChart(Graphics2D graphics, Shown shown, int width, int height) {
        int legends = Math.min(MOST_LEGENDS, shown.series().size());
        int bottom = height - MARGIN - (legends + 1) * LINE;
        double most = shown.series().stream()
                .flatMap(series -> StreamSupport.stream(series.values().spliterator(), false))
                .mapToDouble(value -> value.path(1).asDouble())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double top = most <= 0 ? 1 : most * 1.1;
        for (int line = 0; line <= 3; line++) {
            int y = bottom - line * (bottom - 36) / 3;
            graphics.setColor(GRID);
            graphics.drawLine(AXIS, y, width - MARGIN, y);
            graphics.setColor(TEXT);
            graphics.drawString(new Reading(top * line / 3, shown.panel().unit()).text(), MARGIN, y + 4);
        }
        double end = shown.series().stream()
                .mapToDouble(series ->
                        series.values().path(series.values().size() - 1).path(0).asDouble())
                .max()
                .orElse(0);
        int number = 0;
        graphics.setStroke(new BasicStroke(2));
        for (Series series : shown.series()) {
            graphics.setColor(COLORS[number % COLORS.length]);
            Path2D line = new Path2D.Double();
            for (JsonNode value : series.values()) {
                double x = width - MARGIN - (end - value.path(0).asDouble()) * (width - AXIS - MARGIN) / 60;
                double y = bottom - value.path(1).asDouble() / top * (bottom - 36);
                if (line.getCurrentPoint() != null) {
                    line.lineTo(x, y);
                } else if (Double.isFinite(y)) {
                    line.moveTo(x, y);
                }
            }
            graphics.draw(line);
            if (number < legends) {
                graphics.drawString("— " + series.legend(), MARGIN, bottom + (number + 1) * LINE + 6);
            }
            number++;
        }
        if (number > legends) {
            graphics.drawString("(and %d more)".formatted(number - legends), width - 110, height - MARGIN);
        }
    }

    private static String called(String legend, JsonNode labels) {
        if (legend.isEmpty()) {
            return labels.properties().stream()
                    .map(label -> label.getKey() + "=" + label.getValue().asText())
                    .collect(Collectors.joining(", "));
        }
        return LABEL.matcher(legend)
                .replaceAll(match ->
                        Matcher.quoteReplacement(labels.path(match.group(1)).asText()));
    }
}
