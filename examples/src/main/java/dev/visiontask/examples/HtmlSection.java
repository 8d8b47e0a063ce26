package dev.visiontask.examples;

import dev.visiontask.ImageSize;
import dev.visiontask.draw.ClassColors;
import dev.visiontask.examples.Report.Bar;
import dev.visiontask.examples.Report.Card;
import dev.visiontask.examples.Report.Section;
import java.util.List;
import java.util.Locale;

/** One section of a report: the cards, the table and the engines. */
final class HtmlSection {
    private final StringBuilder html;
    private final String id;
    private final boolean isOnly;

    /**
     * A section at the end of a page.
     *
     * @param html the page so far
     * @param id what links lead to
     * @param isOnly whether there is no other one; then nothing folds
     */
    HtmlSection(StringBuilder html, String id, boolean isOnly) {
        this.html = html;
        this.id = id;
        this.isOnly = isOnly;
    }

    /** Adds the section; as many lists of thumbnails as cards. */
    void add(Section section, List<List<Thumbnail>> thumbnails) {
        html.append(
                        isOnly
                                ? "<section id=\"" + id + "\">\n"
                                : "<details class=\"section\" id=\"" + id + "\" open>\n<summary>")
                .append(Html.element("h2", section.title()))
                .append(isOnly ? "\n" : "</summary>\n");
        if (!section.summary().isEmpty()) {
            html.append("<p class=\"outcome\">")
                    .append(Html.escape(section.summary()))
                    .append("</p>\n");
        }
        legend(section.legend());
        html.append("<ul class=\"cards ").append(layout(section.cards())).append("\">\n");
        for (int i = 0; i < section.cards().size(); i++) {
            card(section.cards().get(i), thumbnails.get(i));
        }
        html.append("</ul>\n");
        answers(section.table());
        html.append(Html.element("h3", "Engines")).append("\n");
        section.engines().forEach(engine -> HtmlEngine.add(html, engine));
        html.append(isOnly ? "</section>\n" : "</details>\n");
    }

    /** Drawings need room, and pairs of them more. */
    private static String layout(List<Card> cards) {
        long most = cards.stream()
                .mapToLong(card -> card.shots().stream()
                        .filter(shot -> shot.draw() != null)
                        .count())
                .max()
                .orElse(0);
        return most == 0 ? "plain" : most == 1 ? "drawn" : "pairs";
    }

    private void legend(List<String> labels) {
        if (labels.isEmpty()) {
            return;
        }
        html.append("<ul class=\"legend\" aria-label=\"Colours\">\n");
        for (int i = 0; i < labels.size(); i++) {
            html.append(String.format(
                            Locale.ROOT,
                            "<li><span class=\"swatch\" style=\"background:#%06x\"></span>",
                            ClassColors.of(i).getRGB() & 0xffffff))
                    .append(Html.escape(labels.get(i)))
                    .append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private void card(Card card, List<Thumbnail> thumbnails) {
        String name = Html.escape(String.valueOf(card.file().getFileName()));
        html.append("<li class=\"card\">\n<div class=\"frame\">");
        thumbnails.forEach(thumbnail -> thumbnail(thumbnail, name));
        html.append("<span class=\"badge ")
                .append(card.tone().name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(Html.escape(card.badge()))
                .append("</span></div>\n<h3 title=\"")
                .append(Html.escape(card.file().toString()))
                .append("\">")
                .append(name)
                .append("</h3>\n");
        if (card.error() != null) {
            html.append("<p class=\"error\">").append(Html.escape(card.error())).append("</p>\n");
        }
        if (!card.bars().isEmpty()) {
            html.append("<ul class=\"bars\">\n");
            card.bars().forEach(bar -> bar(html, bar));
            html.append("</ul>\n");
        }
        html.append("</li>\n");
    }

    private void thumbnail(Thumbnail thumbnail, String name) {
        ImageSize size = thumbnail.size();
        if (size == null) {
            html.append("<span class=\"nopicture\">cannot be shown</span>");
            return;
        }
        String caption = Html.escape(thumbnail.caption());
        html.append(caption.isEmpty() ? "" : "<figure>")
                .append(String.format(
                        Locale.ROOT,
                        "<a href=\"pictures/%s\"><img src=\"pictures/%s\" width=\"%d\" height=\"%d\" alt=\"%s\""
                                + " loading=\"lazy\"></a>",
                        thumbnail.file(),
                        thumbnail.file(),
                        size.width(),
                        size.height(),
                        caption.isEmpty() ? name : name + ", " + caption))
                .append(caption.isEmpty() ? "" : "<figcaption>" + caption + "</figcaption></figure>");
    }

    /** A score with its track, an item of a list of scores. */
    static void bar(StringBuilder html, Bar bar) {
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

    private void answers(Table table) {
        String heading = id + "-answers";
        String title = "<h3 id=\"" + heading + "\">All answers</h3>";
        html.append(isOnly ? title + "\n" : "<details>\n<summary>" + title + "</summary>\n");
        HtmlTable.add(html, table, heading);
        html.append(isOnly ? "" : "</details>\n");
    }
}
