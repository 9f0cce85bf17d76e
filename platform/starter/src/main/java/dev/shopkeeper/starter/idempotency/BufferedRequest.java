package dev.shopkeeper.starter.idempotency;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A request of whose body the beginning was read already, and is read again from here. */
final class BufferedRequest extends HttpServletRequestWrapper {

    private final byte[] beginning;
    private final ServletInputStream stream;

    BufferedRequest(HttpServletRequest request, int most) throws IOException {
        super(request);
        ServletInputStream rest = request.getInputStream();
        this.beginning = rest.readNBytes(most);
        this.stream = new Rejoined(beginning, rest);
    }

    byte[] beginning() {
        return beginning;
    }

    @Override
    public ServletInputStream getInputStream() {
        return stream;
    }

    @Override
    public BufferedReader getReader() {
        String encoding = getCharacterEncoding();
        Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(stream, charset));
    }

    private static final class Rejoined extends ServletInputStream {

        private final byte[] beginning;
        private final ServletInputStream rest;
        private int position;

        Rejoined(byte[] beginning, ServletInputStream rest) {
            this.beginning = beginning;
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            return position < beginning.length ? beginning[position++] & 0xff : rest.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (position >= beginning.length) {
                return rest.read(target, offset, length);
            }
            int count = Math.min(length, beginning.length - position);
            System.arraycopy(beginning, position, target, offset, count);
            position += count;
            return count;
        }

        @Override
        public boolean isFinished() {
            return position >= beginning.length && rest.isFinished();
        }

        @Override
        public boolean isReady() {
            return position < beginning.length || rest.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("A request with an Idempotency-Key is read on its own thread.");
        }
    }
}
