package io.mintmark.gate;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/// Sends everything byte by byte, each in a segment of its own.
final class SlowSocket extends Socket {

  SlowSocket(int port) throws IOException {
    super(InetAddress.getLoopbackAddress(), port);
    setTcpNoDelay(true);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
          out.write(bytes[i]);
          out.flush();
        }
      }
    };
  }
}
