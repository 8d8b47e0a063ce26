package dev.visiontask.examples;

import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Section;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a {@link Report} as a folder that can be moved and opened anywhere: {@code index.html} without scripts, and
 * {@code pictures} with small copies of the pictures, the answers drawn onto them. Several sections fold, and a list at
 * the top leads to them.
 */
final class HtmlReport {
    private final Path folder;

    HtmlReport(Path folder) {
        this.folder = folder;
    }

    /** Writes the report over an older one and gives the path of the page. */
    Path write(Report report) throws IOException {
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(Html.element("title", report.title()))
                .append("\n<style>\n")
                .append(style("report.css"))
                .append("</style>\n</head>\n<body>\n<header>\n")
                .append(Html.element("h1", report.title()))
                .append("\n")
                .append(Html.element("p", report.summary()))
                .append("\n</header>\n");
        List<Section> sections = report.sections();
        boolean isOnly = sections.size() == 1;
        if (!isOnly) {
            contents(html, sections);
        }
        html.append("<main>\n");
        try (Thumbnails thumbnails = new Thumbnails()) {
            int before = 0;
            for (int i = 0; i < sections.size(); i++) {
                Section section = sections.get(i);
                new HtmlSection(html, id(i), isOnly).add(section, thumbnails(thumbnails, section.cards(), before));
                before += section.cards().size();
            }
        }
        html.append("</main>\n</body>\n</html>\n");
        return Files.writeString(folder.resolve("index.html"), html);
    }

    /** A style sheet of the examples. */
    static String style(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("Expected " + name + " beside " + HtmlReport.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String id(int section) {
        return "section-" + (section + 1);
    }

    private static void contents(StringBuilder html, List<Section> sections) {
        html.append("<nav aria-label=\"Sections\">\n<ul>\n");
        for (int i = 0; i < sections.size(); i++) {
            html.append("<li><a href=\"#")
                    .append(id(i))
                    .append("\">")
                    .append(Html.escape(sections.get(i).title()))
                    .append("</a></li>\n");
        }
        html.append("</ul>\n</nav>\n");
    }

    /** Writes the pictures of each card and tells what the page says of them. */
    private List<List<Thumbnail>> thumbnails(Thumbnails thumbnails, List<Card> cards, int before) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        List<List<Thumbnail>> all = new ArrayList<>();
        for (int i = 0; i < cards.size(); i++) {
            Card card = cards.get(i);
            List<Thumbnail> ofCard = new ArrayList<>();
            for (Report.Shot shot : card.shots()) {
                String suffix = ofCard.isEmpty() ? "" : "-" + (ofCard.size() + 1);
                String file = thumbnailName(before + i, card.file(), suffix);
                ofCard.add(new Thumbnail(
                        file,
                        shot.caption(),
                        thumbnails.write(shot, pictures.resolve(file)).orElse(null)));
            }
            all.add(ofCard);
        }
        return all;
    }

    private static String thumbnailName(int index, Path of, String suffix) {
        String plain = String.valueOf(of.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        return String.format(Locale.ROOT, "%04d-%s%s.jpg", index + 1, plain, suffix);
    }
}
