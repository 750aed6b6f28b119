package io.mintmark.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.Objects;
import java.util.Vector;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.ServerOnlyTlsAuthentication;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// A TLS client that offers what a vendor's SDK was seen to offer, in that order, and looks at the
/// certificate as strictly as the strictest of them. BouncyCastle adds extended master secret and
/// encrypt-then-MAC by itself, as mbedTLS does.
final class VendorTlsClient extends DefaultTlsClient {

  private final int[] suites;
  private short[] hashes = {
    HashAlgorithm.sha512, HashAlgorithm.sha384, HashAlgorithm.sha256, HashAlgorithm.sha224
  };
  private String serverName;
  private boolean ticket;
  private Runnable atCertificate = () -> {};
  TlsCertificate leaf;

  VendorTlsClient(int... suites) {
    super(new BcTlsCrypto(new SecureRandom()));
    this.suites = suites;
  }

  VendorTlsClient hashes(short... all) {
    hashes = all;
    return this;
  }

  /// SNI, a name or an address; none without this.
  VendorTlsClient serverName(String text) {
    serverName = text;
    return this;
  }

  VendorTlsClient ticket() {
    ticket = true;
    return this;
  }

  /// Does something in the middle of the handshake: the server waits for us.
  VendorTlsClient atCertificate(Runnable act) {
    atCertificate = act;
    return this;
  }

  int negotiated() {
    return context.getSecurityParametersConnection().getCipherSuite();
  }

  /// Does the handshake, sends the packet, and reads four bytes.
  String connect(InetSocketAddress address, byte[] packet) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket.setSoTimeout(10_000);
      var tls = new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
      tls.connect(this);
      tls.getOutputStream().write(packet);
      String answer = Wire.hex(tls.getInputStream().readNBytes(4));
      tls.close();
      return answer;
    }
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return suites;
  }

  @Override
  protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
    var all = new Vector<SignatureAndHashAlgorithm>();
    for (short hash : hashes) {
      all.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
    }
    return all;
  }

  @Override
  protected Vector<ServerName> getSNIServerNames() {
    if (serverName == null) {
      return null;
    }
    var names = new Vector<ServerName>();
    names.add(new ServerName(NameType.host_name, serverName.getBytes(StandardCharsets.US_ASCII)));
    return names;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
    var extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
    if (ticket) {
      extensions.put(ExtensionType.session_ticket, new byte[0]);
    }
    return extensions;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new ServerOnlyTlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        leaf = Objects.requireNonNull(certificate.getCertificate()).getCertificateAt(0);
        atCertificate.run();
      }
    };
  }
}
