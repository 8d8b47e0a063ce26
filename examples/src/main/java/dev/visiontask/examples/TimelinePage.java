package dev.visiontask.examples;

import dev.visiontask.activity.ActivitySegment;
import dev.visiontask.draw.ClassColors;
import dev.visiontask.examples.Report.Bar;
import dev.visiontask.examples.Timeline.Scene;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Writes a {@link Timeline} as one HTML file, without scripts and with nothing beside it: frames of the video over a bar
 * of its segments, the scores of the classes, and a card a segment.
 */
final class TimelinePage {
    private static final double PERCENT = 100;

    private final Timeline timeline;
    private final StringBuilder html = new StringBuilder();

    TimelinePage(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Writes the page over an older one, and gives its path. */
    Path write(Path page) throws IOException {
        Path name = Path.of(timeline.video().name()).getFileName();
        String title = "Timeline of " + name;
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(Html.element("title", title))
                .append("\n<style>\n")
                .append(HtmlReport.style("report.css"))
                .append(HtmlReport.style("timeline.css"))
                .append("</style>\n</head>\n<body>\n<header>\n")
                .append(Html.element("h1", title))
                .append("\n")
                .append(Html.element("p", timeline.summary()))
                .append("\n</header>\n<main>\n");
        new TimelineChart(timeline, html).add();
        legend();
        cards();
        html.append("<h2 id=\"segments\">All segments</h2>\n");
        HtmlTable.add(html, timeline.table(), "segments");
        html.append("<h2>Engine</h2>\n");
        HtmlEngine.add(html, Report.Engine.working(timeline.info()));
        html.append("</main>\n</body>\n</html>\n");
        Path folder = page.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return Files.writeString(page, html);
    }

    private void legend() {
        html.append("<ul class=\"legend\" aria-label=\"Share of the time\">\n");
        double rest = 1;
        for (Map.Entry<Integer, Double> each : timeline.shares().entrySet()) {
            rest -= each.getValue();
            html.append("<li>")
                    .append(swatch(each.getKey()))
                    .append(Html.escape(timeline.info().labels().get(each.getKey())))
                    .append(share(each.getValue()))
                    .append("</li>\n");
        }
        if (rest * PERCENT >= 1) {
            html.append("<li><span class=\"swatch none\"></span>no class is sure enough")
                    .append(share(rest))
                    .append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private static String swatch(int index) {
        return "<span class=\"swatch\" style=\"background:" + color(index) + "\"></span>";
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, " <span class=\"share\">%.0f&#8239;%%</span>", PERCENT * share);
    }

    /** The colour of a class for a style. */
    static String color(int index) {
        return String.format(Locale.ROOT, "#%06x", ClassColors.of(index).getRGB() & 0xffffff);
    }

    private void cards() {
        html.append(Html.element("h2", Timeline.count(timeline.scenes().size(), "segment")))
                .append("\n<ul class=\"cards scenes\">\n");
        for (int i = 0; i < timeline.scenes().size(); i++) {
            card(i + 1, timeline.scenes().get(i));
        }
        html.append("</ul>\n");
    }

    private void card(int number, Scene scene) {
        ActivitySegment segment = scene.segment();
        String times = Clock.text(segment.from()) + " to " + Clock.text(segment.to());
        html.append("<li class=\"card\" id=\"segment-")
                .append(number)
                .append("\" style=\"--class:")
                .append(color(segment.activity().index()))
                .append("\">\n<div class=\"frame\">");
        html.append(scene.image().isEmpty() ? "<span class=\"nopicture\">no picture kept</span>" : scene.image());
        html.append("</div>\n<h3>")
                .append(swatch(segment.activity().index()))
                .append(Html.escape(segment.activity().label()))
                .append("</h3>\n<ul class=\"bars\">\n");
        String frames = "frames " + segment.startFrame() + " to " + (segment.endFrame() - 1);
        HtmlSection.bar(html, new Bar(times, segment.activity().score(), ""));
        html.append("</ul>\n<p class=\"frames\">").append(frames).append("</p>\n</li>\n");
    }

    /** A frame inside the page. */
    static String image(Moment moment) {
        BufferedImage picture = moment.picture();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.format(
                Locale.ROOT,
                "<img src=\"data:image/jpeg;base64,%s\" width=\"%d\" height=\"%d\" alt=\"at %s\">",
                Base64.getEncoder().encodeToString(jpeg.toByteArray()),
                picture.getWidth(),
                picture.getHeight(),
                Clock.text(moment.time()));
    }
}
