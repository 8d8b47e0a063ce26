package dev.visiontask.classification.text;

import dev.visiontask.Setting;
import dev.visiontask.TaskInfo;
import java.util.ArrayList;
import java.util.List;

/** What a reader runs on: its two models in one. */
final class ReaderInfo {
    private ReaderInfo() {}

    static TaskInfo of(TaskInfo detector, TaskInfo recognizer) {
        List<Setting> settings = new ArrayList<>();
        detector.settings().forEach(setting -> settings.add(named("detector", setting)));
        recognizer.settings().forEach(setting -> settings.add(named("recognizer", setting)));
        boolean oneLicense = detector.license().equals(recognizer.license());
        return new TaskInfo(
                "text-reading",
                detector.model() + ", " + recognizer.model(),
                oneLicense ? detector.license() : detector.license() + ", " + recognizer.license(),
                detector.sha256() + ", " + recognizer.sha256(),
                detector.backend(),
                detector.backendReason(),
                detector.engine(),
                detector.device(),
                detector.threads(),
                detector.concurrency(),
                detector.nativeBytes() + recognizer.nativeBytes(),
                detector.inputs(),
                recognizer.outputs(),
                recognizer.labels(),
                settings);
    }

    private static Setting named(String part, Setting setting) {
        return new Setting(part + "." + setting.key(), setting.value(), setting.origin());
    }
}
