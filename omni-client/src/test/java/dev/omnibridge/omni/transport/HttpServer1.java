package dev.omnibridge.omni.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that knows HTTP/1.1 only and answers everything with one text. */
final class HttpServer1 implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 2_000;

    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    HttpServer1(String answer) {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> serve(answer.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** First lines of the requests so far. */
    List<String> requests() {
        return requests;
    }

    private void serve(byte[] answer) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.setSoTimeout(PATIENCE_MILLIS);
                readRequest(connection);
                connection.getOutputStream().write(answer);
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    /** Up to the blank line; a client that speaks something else sends none. */
    private void readRequest(Socket connection) throws IOException {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            requests.add(String.valueOf(in.readLine()));
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // headers do not matter here
            }
        } catch (SocketTimeoutException e) {
            requests.add("no HTTP");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
