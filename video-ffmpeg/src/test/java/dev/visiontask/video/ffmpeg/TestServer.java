package dev.visiontask.video.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server that answers every request with the same bytes and closes, or falls silent. */
final class TestServer implements AutoCloseable {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: video/mpeg\r\nConnection: close\r\n";

    private final ServerSocket socket;
    private volatile byte[] content;
    private volatile boolean stalls;
    private final boolean tellsLength;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private TestServer(byte[] content, boolean stalls, boolean tellsLength) throws IOException {
        this.tellsLength = tellsLength;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.content = content;
        this.stalls = stalls;
        Thread thread = new Thread(this::serve, "test-server");
        thread.setDaemon(true);
        thread.start();
    }

    static TestServer sending(byte[] content) throws IOException {
        return new TestServer(content, false, true);
    }

    /** As a camera: nobody knows how much is to come. */
    static TestServer breakingOffAfter(byte[] content) throws IOException {
        return new TestServer(content, false, false);
    }

    static TestServer stallingAfter(byte[] content) throws IOException {
        return new TestServer(content, true, false);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/video.mpg");
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                answer(client);
                if (!stalls) {
                    client.close();
                }
            } catch (IOException e) {
                // The client went away, or the server is to end: the loop knows.
                Thread.onSpinWait();
            }
        }
    }

    private void answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder request = new StringBuilder();
        for (int c = in.read(); c >= 0 && request.indexOf("\r\n\r\n") < 0; c = in.read()) {
            request.append((char) c);
            if (request.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        OutputStream out = client.getOutputStream();
        if (content.length > 0) {
            String length = tellsLength ? "Content-Length: " + content.length + "\r\n\r\n" : "\r\n";
            out.write((HEAD + length).getBytes(StandardCharsets.US_ASCII));
            out.write(content);
        }
        out.flush();
    }

    /** From the next request on. */
    void fallSilent() {
        stalls = true;
        content = new byte[0];
    }

    /** Goes away; closing does the same. */
    void stop() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
