/** Runs MXNet's models through DJL, whose jars do not name the modules that they need. */
module dev.visiontask.backend.djl {
    requires ai.djl.api;
    requires com.google.gson;
    requires dev.visiontask;
    requires org.slf4j;
    requires static org.jspecify;

    provides dev.visiontask.backend.Backend with
            dev.visiontask.backend.djl.MxnetBackend;
}
