package dev.visiontask.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visiontask.Box;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a slim container lacks: fonts, a home and a temporary folder that can be written. */
class SlimContainerTest {
    @TempDir
    private Path folder = Path.of("unset");

    /** Draws one of everything and prints its size; the program of the child. */
    static final class Draw {
        private Draw() {}

        public static void main(String[] args) throws IOException {
            Overlay overlay = Overlay.on(new BufferedImage(300, 200, BufferedImage.TYPE_3BYTE_BGR))
                    .box(new Box(20, 40, 200, 180), "dog 0.86", 3)
                    .caption("caption")
                    .legend(Map.of(3, "dog"));
            byte[] png = overlay.png();
            byte[] jpeg = overlay.jpeg();
            // From here on for the sake of the test: the drawing has to do without the temporary folder by itself.
            ImageIO.setUseCache(false);
            BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
            System.out.println("drawn " + drawn.getWidth() + " letters "
                    + FontLettering.of(20).getClass().getSimpleName() + " jpeg " + (jpeg.length > 0));
        }
    }

    /** Without fonts fontconfig answers nothing; without its library, or that of FreeType, the JDK cannot even ask. */
    @ParameterizedTest
    @ValueSource(strings = {"no fonts", "no font library", "no home and no temporary folder"})
    void overlay_drawsWithout(String what) throws IOException, InterruptedException {
        Path config =
                Files.writeString(folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + folder.resolve("home")));
        if (what.equals("no font library")) {
            command.add("-Dsun.font.fontmanager=dev.visiontask.NoSuchFontManager");
        }
        if (what.startsWith("no home")) {
            command.add("-Djava.io.tmpdir=" + folder.resolve("nowhere"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Draw.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FONTCONFIG_FILE", config.toString());
        builder.environment().put("HOME", folder.resolve("home").toString());
        Path out = folder.resolve("out.txt");
        Process child = builder.redirectOutput(out.toFile()).start();

        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();

        String letters = what.startsWith("no font") ? "PlainLettering" : "";
        assertThat(Files.readString(out)).contains("drawn 300 letters " + letters, " jpeg true");
        assertThat(child.exitValue()).isZero();
    }
}
