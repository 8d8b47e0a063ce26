package dev.visiontask.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.visiontask.UnsupportedOptionException;

/** The steps {@code do_rescale} and {@code do_normalize} of a Hugging Face image processor. */
final class ProcessorNormalization {
    private final ProcessorValues values;

    ProcessorNormalization(ProcessorValues values) {
        this.values = values;
    }

    void read() {
        boolean rescale = values.flag("do_rescale");
        boolean normalize = values.flag("do_normalize");
        double factor = rescale ? values.number("rescale_factor") : 1;
        double[] mean = normalize ? list("image_mean") : new double[] {0};
        double[] std = normalize ? list("image_std") : new double[] {1};
        if (rescale && isOn("rescale_offset")) {
            offset(factor, mean);
        }
        if (isOn("include_top")) {
            std = dividedAgain(std);
        }
        values.add(SpecKeys.RESCALE_FACTOR, Facts.json(factor));
        values.add(SpecKeys.IMAGE_MEAN, json(mean));
        values.add(SpecKeys.IMAGE_STD, json(std));
    }

    private boolean isOn(String key) {
        return values.has(key) && values.flag(key);
    }

    /** EfficientNet: {@code x * factor - 1}; older versions computed {@code (x - 127.5) * factor} instead. */
    private void offset(double factor, double[] mean) {
        if (Math.abs(factor * 127.5 - 1) > 1e-6) {
            throw new UnsupportedOptionException("Expected rescale_factor 1/127.5 with rescale_offset in "
                    + values.where() + ", found " + factor
                    + ", for which versions of transformers differ. Set rescale_offset false and say the numbers with"
                    + " rescale_factor, image_mean and image_std.");
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] += 1;
        }
    }

    /** EfficientNet's {@code include_top} divides by the standard deviation once more. */
    private double[] dividedAgain(double[] std) {
        double[] once = list("image_std");
        double[] twice = new double[Math.max(std.length, once.length)];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = std[std.length == 1 ? 0 : i] * once[once.length == 1 ? 0 : i];
        }
        return twice;
    }

    private double[] list(String key) {
        JsonElement value = values.value(key);
        if (!(value instanceof JsonArray array)) {
            return new double[] {values.number(key, value)};
        }
        if (array.size() != 1 && array.size() != 3) {
            throw values.wrongType(key, "1 or 3 numbers", value);
        }
        double[] list = new double[array.size()];
        for (int i = 0; i < list.length; i++) {
            list[i] = values.number(key, array.get(i));
        }
        return list;
    }

    private static JsonArray json(double[] list) {
        JsonArray array = new JsonArray();
        for (double value : list) {
            array.add(Facts.json(value));
        }
        return array;
    }
}
