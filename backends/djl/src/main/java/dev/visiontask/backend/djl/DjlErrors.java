package dev.visiontask.backend.djl;

/** Says in one line what an engine said in many: MXNet appends its C++ stack trace to every message. */
final class DjlErrors {
    private static final int LIMIT = 400;

    private DjlErrors() {}

    static String reason(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        int trace = text.indexOf("Stack trace:");
        String said = trace < 0 ? text : text.substring(0, trace) + tail(text.substring(trace));
        String line = said.replaceAll("\\s+", " ").strip();
        return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "...";
    }

    /** MXNet 1.9 puts the trace first and the error after it, on a line that starts with the time or "Error". */
    private static String tail(String trace) {
        int error = Math.max(trace.lastIndexOf("Error in operator"), trace.lastIndexOf("Check failed"));
        if (error < 0) {
            error = trace.lastIndexOf("MXNetError:");
        }
        return error < 0 ? "" : trace.substring(error);
    }
}
