package io.maphealth.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// A plain picture of what the panels of a dashboard would show, for people to look at.
final class DashboardPicture {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 220;
    private static final int MARGIN = 10;
    private static final int LEGEND = 60;
    private static final Color[] COLORS = {
        new Color(0x7E, 0xB2, 0x6D), new Color(0xEA, 0xB8, 0x39), new Color(0x6E, 0xD0, 0xE0),
                new Color(0xEF, 0x84, 0x3C),
        new Color(0xE2, 0x4D, 0x42), new Color(0x1F, 0x78, 0xC1), new Color(0xBA, 0x43, 0xA9),
                new Color(0x70, 0x5D, 0xA0)
    };

    private final List<Shown> panels = new ArrayList<>();

    private record Shown(String title, List<JsonNode> series) {}

    void add(String title, List<JsonNode> series) {
        panels.add(new Shown(title, series));
    }

    void write(Path file) throws IOException {
        int rows = (panels.size() + 1) / 2;
        BufferedImage image = new BufferedImage(2 * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int number = 0; number < panels.size(); number++) {
            graphics.setTransform(new AffineTransform());
            graphics.translate(number % 2 * WIDTH, number / 2 * HEIGHT);
            draw(graphics, panels.get(number));
        }
        graphics.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private static void draw(Graphics2D graphics, Shown panel) {
        graphics.setColor(new Color(0x18, 0x1B, 0x1F));
        graphics.fillRect(2, 2, WIDTH - 4, HEIGHT - 4);
        double most = 0;
        double least = Double.MAX_VALUE;
        for (JsonNode series : panel.series()) {
            for (JsonNode value : series.path("values")) {
                most = Math.max(most, value.path(1).asDouble());
                least = Math.min(least, value.path(1).asDouble());
            }
        }
        graphics.setColor(Color.WHITE);
        graphics.drawString(String.format(Locale.ROOT, "%s   (%.4g to %.4g)", panel.title(), least, most), MARGIN, 18);
        for (int number = 0; number < Math.min(panel.series().size(), COLORS.length); number++) {
            graphics.setColor(COLORS[number]);
            drawLine(graphics, panel.series().get(number), most);
            if (number < LEGEND / 12) {
                graphics.drawString(legend(panel.series().get(number)), MARGIN, HEIGHT - LEGEND + 12 * number);
            }
        }
    }

    private static void drawLine(Graphics2D graphics, JsonNode series, double most) {
        Path2D line = new Path2D.Double();
        JsonNode values = series.path("values");
        double first = values.path(0).path(0).asDouble();
        for (JsonNode value : values) {
            double x = MARGIN + (value.path(0).asDouble() - first) * (WIDTH - 2.0 * MARGIN) / 60;
            double height = most == 0 ? 0 : value.path(1).asDouble() / most;
            double y = HEIGHT - LEGEND - 14 - height * (HEIGHT - LEGEND - 44.0);
            if (line.getCurrentPoint() == null) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        graphics.setStroke(new BasicStroke(2));
        graphics.draw(line);
    }

    private static String legend(JsonNode series) {
        String labels = series.path("metric").toString().replace("\"", "");
        return labels.length() <= 90 ? labels : labels.substring(0, 90);
    }
}
