package dev.visiontask.image;

import java.nio.ByteBuffer;
import org.opencv.core.Mat;

/** Decodes PBM, PGM and PPM, scaled by their value of white as Pillow does. */
final class PnmDecoder implements ImageDecoder {
    private static final int MAX_ROW_BYTES = 1 << 30;
    private static final int WIDEST = 65535;

    @Override
    public String name() {
        return "pnm";
    }

    @Override
    public boolean supports(ImageFormat format) {
        return format == ImageFormat.PNM;
    }

    @Override
    public Pixels decode(ByteBuffer encoded, ImageHeader header, DecodeRequest request) throws UndecodableException {
        Bytes in = new Bytes(encoded);
        PnmHeader pnm = PnmHeader.read(in);
        if (Math.max(pnm.rowBytes(), 3L * pnm.width()) > MAX_ROW_BYTES) {
            throw new UndecodableException("a row has " + pnm.rowBytes() + " bytes");
        }
        byte[] levels = levels(pnm);
        return BgrCanvas.paint(pnm.width(), pnm.height(), mat -> paint(in, pnm, levels, mat));
    }

    private static byte[] levels(PnmHeader pnm) {
        boolean high = pnm.white() == WIDEST && pnm.channels() == 1;
        byte[] levels = new byte[pnm.white() + 1];
        for (int i = 0; i < levels.length; i++) {
            // 16-bit gray loses its low byte, as with the other formats.
            levels[i] = (byte) (high ? i >> 8 : (int) Math.rint(i / (double) pnm.white() * 255));
        }
        return levels;
    }

    private static void paint(Bytes in, PnmHeader pnm, byte[] levels, Mat mat) throws UndecodableException {
        byte[] samples = new byte[pnm.width() * pnm.channels()];
        byte[] bgr = new byte[3 * pnm.width()];
        PnmText text = new PnmText(in, pnm.data());
        byte[] row = new byte[pnm.kind() > 3 ? (int) pnm.rowBytes() : 0];
        for (int y = 0; y < pnm.height(); y++) {
            if (pnm.kind() > 3) {
                in.slice(pnm.data() + y * pnm.rowBytes(), row.length).get(row);
                unpack(pnm, row, levels, samples);
            } else {
                read(pnm, text, levels, samples);
            }
            toBgr(samples, pnm.channels(), bgr);
            mat.put(y, 0, bgr);
        }
    }

    private static void read(PnmHeader pnm, PnmText text, byte[] levels, byte[] samples) throws UndecodableException {
        for (int i = 0; i < samples.length; i++) {
            if (pnm.kind() == 1) {
                samples[i] = (byte) (text.bit() == 1 ? 0 : 255);
                continue;
            }
            long value = text.number();
            if (value > pnm.white()) {
                throw new UndecodableException(
                        "expected values up to " + pnm.white() + ", found " + value + " before byte " + text.offset());
            }
            samples[i] = levels[(int) value];
        }
    }

    private static void unpack(PnmHeader pnm, byte[] row, byte[] levels, byte[] samples) {
        int white = pnm.white();
        for (int i = 0; i < samples.length; i++) {
            if (pnm.kind() == 4) {
                samples[i] = (byte) (((row[i >> 3] >> (7 - (i & 7))) & 1) == 1 ? 0 : 255);
            } else {
                int value = white > 255 ? ((row[2 * i] & 0xff) << 8) | (row[2 * i + 1] & 0xff) : row[i] & 0xff;
                samples[i] = levels[Math.min(value, white)];
            }
        }
    }

    private static void toBgr(byte[] samples, int channels, byte[] bgr) {
        for (int out = 0, at = 0; out < bgr.length; out += 3, at += channels) {
            bgr[out] = samples[at + channels - 1];
            bgr[out + 1] = samples[at + channels / 2];
            bgr[out + 2] = samples[at];
        }
    }
}
