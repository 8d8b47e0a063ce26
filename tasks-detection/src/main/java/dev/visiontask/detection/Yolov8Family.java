package dev.visiontask.detection;

import dev.visiontask.ModelFormatException;
import dev.visiontask.detection.Layout.Reading;

/** Recognises the outputs of {@link Yolov8Decoder} and {@link Yolov8RowsDecoder}. */
final class Yolov8Family {
    private static final String NAME = "yolov8";
    private static final int HEAD = Yolov8Decoder.HEAD;

    private Yolov8Family() {}

    static Family family() {
        return new Family(NAME, Yolov8Family::matches, Yolov8Family::layout, LayoutKeys.ALL);
    }

    private static boolean matches(ModelOutputs outputs) {
        DenseOutput dense = DenseOutput.find(outputs).orElse(null);
        if (dense == null) {
            return false;
        }
        if (isSquare(dense, outputs)) {
            return true;
        }
        DenseOutput read = oriented(dense, outputs);
        boolean likely = read.byRows() ? dense.byRows() && dense.perCell() == 1 : !dense.byRows();
        return (likely || LayoutKeys.rows(outputs.spec()).isPresent())
                && fits(read, outputs)
                && (outputs.labelledClasses().isPresent() || isDecodedGrid(dense, read, outputs));
    }

    /** Without labels rows of other families look the same, but for boxes that still lack the grid. */
    private static boolean isDecodedGrid(DenseOutput dense, DenseOutput read, ModelOutputs outputs) {
        return dense.perCell() > 0 && (!read.byRows() || CellCentres.of(dense, outputs) != CellCentres.OFFSETS);
    }

    private static boolean fits(DenseOutput dense, ModelOutputs outputs) {
        return dense.fits(outputs, HEAD + outputs.prototypes().coefficients(dense, HEAD));
    }

    /** Whether it has as many predictions as channels, so that nothing tells rows from columns. */
    private static boolean isSquare(DenseOutput dense, ModelOutputs outputs) {
        return LayoutKeys.rows(outputs.spec()).isEmpty()
                && dense.channels() == dense.predictions()
                && outputs.labelledClasses().isPresent()
                && fits(dense.asRows(), outputs);
    }

    /** As the description says; else rows if only so there is a channel for each label, or a row for each cell. */
    private static DenseOutput oriented(DenseOutput dense, ModelOutputs outputs) {
        boolean rows = LayoutKeys.rows(outputs.spec()).orElseGet(() -> isByRows(dense, outputs));
        return rows ? dense.asRows() : dense.asColumns();
    }

    private static boolean isByRows(DenseOutput dense, ModelOutputs outputs) {
        return outputs.labelledClasses().isPresent()
                ? fits(dense.asRows(), outputs) && !fits(dense.asColumns(), outputs)
                : dense.byRows() && dense.perCell() > 0;
    }

    private static Layout layout(ModelOutputs outputs) {
        DenseOutput found = DenseOutput.require(outputs, NAME);
        if (isSquare(found, outputs)) {
            throw new ModelFormatException("Expected rows or columns for the predictions in output " + found.info()
                    + ", found as many of the one as of the other. Say which by the key " + LayoutKeys.OUTPUT_LAYOUT
                    + ": rows ([N, predictions, channels]) or columns ([N, channels, predictions]).");
        }
        DenseOutput dense = oriented(found, outputs);
        int coefficients = outputs.prototypes().coefficients(dense, HEAD);
        int classes = dense.classes(HEAD + coefficients);
        ScoreNumbers.require(outputs, dense, HEAD, classes, NAME);
        Reading reading = CellCentres.reading(dense, outputs);
        BoxDecoder boxes = dense.byRows()
                ? new Yolov8RowsDecoder(dense.index(), classes, coefficients, reading.unit())
                : new Yolov8Decoder(dense.index(), classes, coefficients, reading.unit());
        return new Layout(boxes, dense.info(), classes, NmsMode.CLASS_AWARE, reading)
                .with(outputs.prototypes().decoder(dense, coefficients));
    }
}
