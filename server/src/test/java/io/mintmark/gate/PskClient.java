package io.mintmark.gate;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// A TLS client with a pre-shared key. It remembers every byte that the server sent.
final class PskClient extends Socket {

  /// What a client says of itself in the handshake: TLS 1.0 to 1.2, as vendors' C SDKs offer it.
  static final class Offer extends PSKTlsClient {

    private final int[] suites;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean slow;

    Offer(String identity, byte[] key, int... suites) {
      super(
          new BcTlsCrypto(new SecureRandom()),
          identity.getBytes(StandardCharsets.UTF_8),
          key.clone());
      this.suites = suites;
    }

    /// Every byte in a segment of its own.
    Offer slowly() {
      slow = true;
      return this;
    }

    byte[] received() {
      return received.toByteArray();
    }

    int negotiated() {
      return context.getSecurityParametersConnection().getCipherSuite();
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return suites;
    }
  }

  private final TlsClientProtocol protocol;

  PskClient(int port, Offer offer) throws IOException {
    super(InetAddress.getLoopbackAddress(), port);
    setSoTimeout(10_000);
    setTcpNoDelay(true);
    protocol =
        new TlsClientProtocol(remembered(super.getInputStream(), offer.received), out(offer.slow));
    try {
      protocol.connect(offer);
    } catch (IOException e) {
      super.close();
      throw e;
    }
  }

  private static InputStream remembered(InputStream in, OutputStream memory) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
          memory.write(octet);
        }
        return octet;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        memory.write(bytes, from, Math.max(0, count));
        return count;
      }
    };
  }

  private OutputStream out(boolean slow) throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        int step = slow ? 1 : length;
        for (int i = from; i < from + length; i += step) {
          out.write(bytes, i, step);
        }
      }
    };
  }

  @Override
  public InputStream getInputStream() {
    return protocol.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return protocol.getOutputStream();
  }

  /// Past the encryption.
  void sendRaw(byte[] bytes) throws IOException {
    super.getOutputStream().write(bytes);
  }

  /// With a close_notify, unless the server was first.
  @Override
  public void close() throws IOException {
    protocol.close();
    super.close();
  }
}
