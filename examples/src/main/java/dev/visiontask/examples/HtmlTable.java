package dev.visiontask.examples;

import java.util.List;

/** A table of a report; it scrolls where the page is too narrow. */
final class HtmlTable {
    private HtmlTable() {}

    /**
     * Adds a table.
     *
     * @param heading the id of the element that names it
     */
    static void add(StringBuilder html, Table table, String heading) {
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"")
                .append(heading)
                .append("\">\n<table>\n<thead><tr>");
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
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private static String numberClass(Table.Column column) {
        return column.isNumber() ? " class=\"number\"" : "";
    }
}
