package dev.visiontask.examples;

import dev.visiontask.Setting;
import dev.visiontask.TaskInfo;
import dev.visiontask.examples.Report.Engine;
import dev.visiontask.tensor.TensorInfo;
import java.util.List;
import java.util.stream.Collectors;

/** One engine of a report: what it ran and with which settings, folded; or why it did not run. */
final class HtmlEngine {
    private HtmlEngine() {}

    static void add(StringBuilder html, Engine engine) {
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
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"settings\">\n<table>\n")
                .append("<thead><tr><th scope=\"col\">setting</th><th scope=\"col\">value</th>")
                .append("<th scope=\"col\">origin</th></tr></thead>\n<tbody>\n");
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
