package io.mintmark.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/// Keys and certificates as PEM files. A file is replaced whole or not at all, and key files are
/// readable by their owner only from their first byte on.
final class PemFile {

  private PemFile() {}

  static String text(Object certificateOrKey) {
    var text = new StringWriter();
    try (var pem = new JcaPEMWriter(text)) {
      // PKCS#8, which every TLS stack reads; the older form of an EC key may lack its public half.
      pem.writeObject(
          certificateOrKey instanceof PrivateKey key
              ? new JcaPKCS8Generator(key, null)
              : certificateOrKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static void write(Path file, String permissions, Object... certificatesOrKeys)
      throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      for (Object part : certificatesOrKeys) {
        var bytes = ByteBuffer.wrap(text(part).getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static PrivateKey readKey(Path file) throws IOException {
    try (var pem = new PEMParser(new StringReader(Files.readString(file)))) {
      var converter = new JcaPEMKeyConverter();
      return switch (pem.readObject()) {
        case PrivateKeyInfo key -> converter.getPrivateKey(key);
        case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
        case null, default -> throw new IOException(file + " holds no private key");
      };
    }
  }

  static List<X509Certificate> readChain(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var chain = new ArrayList<X509Certificate>();
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        chain.add((X509Certificate) certificate);
      }
      if (chain.isEmpty()) {
        throw new IOException(file + " holds no certificate");
      }
      return chain;
    } catch (CertificateException e) {
      throw new IOException(file + " is not a certificate file", e);
    }
  }
}
