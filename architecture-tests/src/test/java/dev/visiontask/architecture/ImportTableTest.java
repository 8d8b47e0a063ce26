package dev.visiontask.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom, over all modules. A new backend or task adds its package to the lists below. */
@AnalyzeClasses(packages = "dev.visiontask", importOptions = DoNotIncludeTests.class)
class ImportTableTest {
    private static final String[] TASKS = {
        "dev.visiontask.classification..",
        "dev.visiontask.detection..",
        "dev.visiontask.segmentation..",
        "dev.visiontask.activity.."
    };
    private static final String BACKENDS = "dev.visiontask.backend.(*)..";
    private static final String[] CORE = {
        "dev.visiontask",
        "dev.visiontask.tensor..",
        "dev.visiontask.backend",
        "dev.visiontask.image..",
        "dev.visiontask.preprocess..",
        "dev.visiontask.model..",
        "dev.visiontask.task..",
        "dev.visiontask.scores..",
        "dev.visiontask.internal..",
        "dev.visiontask.json..",
        "dev.visiontask.mask..",
        "dev.visiontask.draw..",
        "dev.visiontask.evaluation..",
        "dev.visiontask.content..",
        "dev.visiontask.video"
    };

    @ArchTest
    static final ArchRule tasks_knowNoEngineAndNoBackend = noClasses()
            .that()
            .resideInAnyPackage(TASKS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visiontask.backend.*..", "ai.djl..", "ai.onnxruntime..", "org.opencv..", "nu.pattern..");

    @ArchTest
    static final ArchRule tasks_knowNoOtherTask = slices().matching(
                    "dev.visiontask.(classification|detection|segmentation|activity)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule backends_knowNoOtherBackend =
            slices().matching(BACKENDS).should().notDependOnEachOther();

    @ArchTest
    static final ArchRule backends_seeTensorsOnly = noClasses()
            .that()
            .resideInAPackage("dev.visiontask.backend.*..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visiontask.preprocess..",
                    "dev.visiontask.model..",
                    "dev.visiontask.task..",
                    "dev.visiontask.scores..",
                    "dev.visiontask.classification..",
                    "dev.visiontask.detection..",
                    "dev.visiontask.segmentation..",
                    "dev.visiontask.activity..");

    @ArchTest
    static final ArchRule djl_staysInItsBackend = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visiontask.backend.djl..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule onnxRuntime_staysInItsBackend = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visiontask.backend.onnxruntime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule openCv_staysInCoreAndItsBackend = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.visiontask.image..", "dev.visiontask.preprocess..", "dev.visiontask.backend.opencvdnn..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.opencv..", "nu.pattern..");

    @ArchTest
    static final ArchRule ffmpeg_staysInItsModule = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visiontask.video.ffmpeg..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule videoProviders_knowPicturesOnly = noClasses()
            .that()
            .resideInAPackage("dev.visiontask.video.ffmpeg..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visiontask.backend..",
                    "dev.visiontask.model..",
                    "dev.visiontask.task..",
                    "dev.visiontask.scores..",
                    "dev.visiontask.classification..",
                    "dev.visiontask.detection..",
                    "dev.visiontask.segmentation..",
                    "dev.visiontask.activity..");

    @ArchTest
    static final ArchRule core_knowsNobodyElse = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visiontask.backend.*..",
                    "dev.visiontask.classification..",
                    "dev.visiontask.detection..",
                    "dev.visiontask.segmentation..",
                    "dev.visiontask.activity..",
                    "dev.visiontask.starter..",
                    "dev.visiontask.video.ffmpeg..",
                    "dev.visiontask.testkit..");

    @ArchTest
    static final ArchRule rootPackage_knowsNoMachinery = noClasses()
            .that()
            .resideInAPackage("dev.visiontask")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.visiontask.backend..", "dev.visiontask.model..", "dev.visiontask.task..");

    @ArchTest
    static final ArchRule packages_areFreeOfCycles =
            slices().matching("dev.visiontask.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule decoders_areHidden = classes()
            .that()
            .haveSimpleNameEndingWith("Decoder")
            .and()
            .resideInAnyPackage(TASKS)
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule noClass_isAGrabBag = noClasses()
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");
}
