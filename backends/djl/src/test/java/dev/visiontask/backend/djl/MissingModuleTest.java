package dev.visiontask.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingModuleTest {
    @ParameterizedTest
    @CsvSource({
        "org.slf4j.LoggerFactory, --add-modules org.slf4j;",
        "org/slf4j/LoggerFactory, --add-modules org.slf4j;",
        "com.google.gson.JsonElement, --add-modules com.google.gson;",
        "com.sun.jna.Library, --add-modules com.sun.jna;",
        "ai.djl.mxnet.engine.MxEngine, --add-modules ai.djl.mxnet_engine;",
        "org.apache.commons.compress.utils.IOUtils, --add-modules org.apache.commons.compress;",
        "org.example.Other, --add-modules ALL-MODULE-PATH;"
    })
    void advice_namesTheModuleOfTheClass(String name, String advice) {
        assertThat(MissingModule.advice(new ClassNotFoundException(name)))
                .contains(name.replace('/', '.'))
                .contains(advice);
        assertThat(MissingModule.advice(new NoClassDefFoundError(name))).contains(advice);
    }

    @Test
    void advice_isNoneForOtherFailures() {
        assertThat(MissingModule.advice(new UnsatisfiedLinkError("libmxnet.so: cannot open")))
                .isNull();
    }
}
