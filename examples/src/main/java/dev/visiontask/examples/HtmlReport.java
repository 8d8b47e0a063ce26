package dev.visiontask.examples;

import dev.visiontask.ImageSize;
import dev.visiontask.Setting;
import dev.visiontask.TaskInfo;
import dev.visiontask.examples.Report.Bar;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Engine;
import dev.visiontask.tensor.TensorInfo;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a {@link Report} as a folder that can be moved and opened anywhere: {@code index.html} without scripts, and
 * {@code pictures} with small copies of the pictures, the answers drawn onto them.
 */
final class HtmlReport {
    private final Path folder;

    HtmlReport(Path folder) {
        this.folder = folder;
    }

    /** Writes the report over an older one and gives the path of the page. */
    Path write(Report report) throws IOException {
        Path pictures = folder.resolve("pictures");
        Files.createDirectories(pictures);
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(Html.element("title", report.title()))
                .append("\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<header>\n")
                .append(Html.element("h1", report.title()))
                .append("\n")
                .append(Html.element("p", report.summary()))
                .append("\n</header>\n<main>\n<section aria-labelledby=\"pictures\">\n")
                .append("<h2 id=\"pictures\">Pictures</h2>\n<ul class=\"cards\">\n");
        try (Thumbnails thumbnails = new Thumbnails()) {
            for (int i = 0; i < report.cards().size(); i++) {
                Card card = report.cards().get(i);
                String file = thumbnailName(i, card.picture());
                card(html, card, file, thumbnails.write(card.picture(), card.drawing(), pictures.resolve(file)));
            }
        }
        html.append("</ul>\n</section>\n");
        table(html, report.table());
        engines(html, report.engines());
        html.append("</main>\n</body>\n</html>\n");
        return Files.writeString(folder.resolve("index.html"), html);
    }

    private static String style() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new FileNotFoundException("Expected report.css beside " + HtmlReport.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String thumbnailName(int index, Path picture) {
        String plain = fileName(picture).replaceAll("[^A-Za-z0-9._-]", "_");
        return String.format(Locale.ROOT, "%04d-%s.jpg", index + 1, plain);
    }

    private static String fileName(Path picture) {
        return String.valueOf(picture.getFileName());
    }

    private static void card(StringBuilder html, Card card, String thumbnail, Optional<ImageSize> size) {
        String name = Html.escape(fileName(card.picture()));
        String badge = Html.escape(card.badge());
        html.append("<li class=\"card\">\n<div class=\"frame\">");
        if (size.isPresent()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<img src=\"pictures/%s\" width=\"%d\" height=\"%d\" alt=\"%s\" loading=\"lazy\">",
                    thumbnail,
                    size.get().width(),
                    size.get().height(),
                    name));
        } else {
            html.append("<span class=\"nopicture\">cannot be shown</span>");
        }
        html.append("<span class=\"badge ")
                .append(card.tone().name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(badge)
                .append("</span></div>\n<h3 title=\"")
                .append(Html.escape(card.picture().toString()))
                .append("\">")
                .append(name)
                .append("</h3>\n");
        if (card.error() != null) {
            html.append("<p class=\"error\">").append(Html.escape(card.error())).append("</p>\n");
        }
        html.append("<ul class=\"bars\">\n");
        card.bars().forEach(bar -> bar(html, bar));
        html.append("</ul>\n</li>\n");
    }

    private static void bar(StringBuilder html, Bar bar) {
        double percent = 100.0 * Math.max(0, Math.min(1, bar.score()));
        html.append("<li><span class=\"name\">")
                .append(Html.escape(bar.name()))
                .append(String.format(
                        Locale.ROOT,
                        "</span> <span class=\"track\" aria-hidden=\"true\"><span style=\"width:%.2f%%\"></span></span>",
                        percent))
                .append(" <span class=\"score\">")
                .append(AnswerTable.score(bar.score()))
                .append("</span> <span class=\"note\">")
                .append(Html.escape(bar.note()))
                .append("</span></li>\n");
    }

    private static void table(StringBuilder html, Table table) {
        html.append("<section aria-labelledby=\"answers\">\n<h2 id=\"answers\">All answers</h2>\n")
                .append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"answers\">\n<table>\n")
                .append("<thead><tr>");
        for (Table.Column column : table.columns()) {
            html.append("<th scope=\"col\"")
                    .append(numberClass(column))
                    .append(">")
                    .append(Html.escape(column.header()))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            html.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                html.append("<td")
                        .append(numberClass(table.columns().get(c)))
                        .append(">")
                        .append(Html.escape(row.get(c)))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private static String numberClass(Table.Column column) {
        return column.isNumber() ? " class=\"number\"" : "";
    }

    private static void engines(StringBuilder html, List<Engine> engines) {
        html.append("<section aria-labelledby=\"engines\">\n<h2 id=\"engines\">Engines</h2>\n");
        for (Engine engine : engines) {
            TaskInfo info = engine.info();
            if (info == null) {
                html.append("<p class=\"error\"><strong>")
                        .append(Html.escape(engine.name()))
                        .append("</strong> ")
                        .append(Html.escape(engine.problem()))
                        .append("</p>\n");
            } else {
                html.append("<details>\n<summary><strong>")
                        .append(Html.escape(engine.name()))
                        .append("</strong> ")
                        .append(Html.escape(info.engine()))
                        .append("</summary>\n");
                facts(html, info);
                settings(html, info.settings());
                html.append("</details>\n");
            }
        }
        html.append("</section>\n");
    }

    private static void facts(StringBuilder html, TaskInfo info) {
        html.append("<dl>\n");
        fact(html, "task", info.task());
        fact(html, "model", info.model());
        fact(html, "license", info.license());
        fact(html, "SHA-256", info.sha256());
        fact(html, "engine", info.engine() + " (" + info.backendReason() + ")");
        fact(html, "device", info.device() + ", threads " + info.threads() + ", concurrency " + info.concurrency());
        fact(html, "inputs", tensors(info.inputs()));
        fact(html, "outputs", tensors(info.outputs()));
        fact(html, "labels", String.valueOf(info.labels().size()));
        html.append("</dl>\n");
    }

    private static void fact(StringBuilder html, String name, String value) {
        html.append("<div>")
                .append(Html.element("dt", name))
                .append(Html.element("dd", value))
                .append("</div>\n");
    }

    private static String tensors(List<TensorInfo> tensors) {
        return tensors.stream().map(TensorInfo::toString).collect(Collectors.joining("; "));
    }

    private static void settings(StringBuilder html, List<Setting> settings) {
        html.append(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"settings\">\n<table>\n<thead><tr>")
                .append("<th scope=\"col\">setting</th><th scope=\"col\">value</th><th scope=\"col\">origin</th>")
                .append("</tr></thead>\n<tbody>\n");
        for (Setting setting : settings) {
            html.append("<tr>")
                    .append(Html.element("td", setting.key()))
                    .append(Html.element("td", setting.value()))
                    .append(Html.element("td", setting.origin()))
                    .append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }
}
