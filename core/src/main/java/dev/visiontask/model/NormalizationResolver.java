package dev.visiontask.model;

import dev.visiontask.ModelFormatException;
import dev.visiontask.PixelFormat;
import dev.visiontask.preprocess.Normalization;
import dev.visiontask.tensor.DataType;
import java.util.List;
import java.util.stream.Collectors;

/** Settles the keys that turn samples into numbers. */
final class NormalizationResolver {
    private static final List<String> KEYS = List.of(SpecKeys.RESCALE_FACTOR, SpecKeys.IMAGE_MEAN, SpecKeys.IMAGE_STD);

    private final Facts facts;
    private final ImageTensor tensor;
    private final DataType type;
    private final PixelFormat color;

    NormalizationResolver(Facts facts, ImageTensor tensor, DataType type, PixelFormat color) {
        this.facts = facts;
        this.tensor = tensor;
        this.type = type;
        this.color = color;
    }

    Normalization resolve() {
        if (type == DataType.FLOAT32 && facts.find(SpecKeys.RESCALE_FACTOR).isEmpty()) {
            throw new ModelFormatException("Expected to know which numbers the float32 input " + tensor + " of "
                    + facts.model() + " takes, (x * rescale_factor - image_mean) / image_std of samples x of 0 to 255,"
                    + " found " + found() + ". "
                    + facts.addHint("\"rescale_factor\": 0.00392156862745098 (x/255; 1 for no scaling), and where the"
                            + " model was trained so \"image_mean\": [..] and \"image_std\": [..]"));
        }
        facts.add(SpecKeys.RESCALE_FACTOR, Facts.json(1), Layer.DEFAULT, "");
        facts.add(SpecKeys.IMAGE_MEAN, Facts.json(0), Layer.DEFAULT, "");
        facts.add(SpecKeys.IMAGE_STD, Facts.json(1), Layer.DEFAULT, "");
        double rescale = facts.number(SpecKeys.RESCALE_FACTOR).orElseThrow();
        if (rescale == 0) {
            throw new ModelFormatException("Expected a factor other than 0 for " + facts.model() + ", found "
                    + facts.quote(SpecKeys.RESCALE_FACTOR) + ".");
        }
        Normalization normalization =
                new Normalization(rescale, values(SpecKeys.IMAGE_MEAN), values(SpecKeys.IMAGE_STD));
        if (type == DataType.UINT8 && !normalization.isIdentity()) {
            throw new ModelFormatException("Expected no normalisation for the uint8 input " + tensor + " of "
                    + facts.model() + ", which takes samples as they are, found " + found()
                    + ". Set rescale_factor 1, image_mean 0 and image_std 1.");
        }
        return normalization;
    }

    private String found() {
        return KEYS.stream().map(facts::quote).collect(Collectors.joining(", "));
    }

    private float[] values(String key) {
        List<Double> values = facts.numbers(key).orElseThrow();
        boolean wrongCount = values.size() != 1 && values.size() != color.channels();
        boolean zero = key.equals(SpecKeys.IMAGE_STD) && values.contains(0.0);
        if (wrongCount || zero) {
            throw new ModelFormatException("Expected "
                    + (zero ? "values other than 0" : "1 or " + color.channels() + " values")
                    + " (one a channel, in the order of color) for " + facts.model() + ", found " + facts.quote(key)
                    + ".");
        }
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i).floatValue();
        }
        return array;
    }
}
