package io.mintmark.certificate;

import io.mintmark.certificate.CertificateFiles.Contents;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/// Reads an operator's certificate and key, and refuses whatever would make devices refuse it.
final class OperatorCertificate {

  /// Link SDK for C rejects shorter ones (aliyun-device §2.2).
  private static final int SHORTEST_RSA_BITS = 2048;

  private static final int P256_BITS = 256;
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;

  private final Contents contents;

  private OperatorCertificate(Contents contents) {
    this.contents = contents;
  }

  /// @throws UnfitCertificateException if they are not fit to serve devices now
  static ServerCertificate read(Contents contents, Instant now) throws UnfitCertificateException {
    return new OperatorCertificate(contents).read(now);
  }

  static boolean isRsa(ServerCertificate certificate) {
    return certificate.leaf().getPublicKey() instanceof RSAPublicKey;
  }

  /// What only some devices object to.
  static Optional<String> weakness(ServerCertificate certificate) {
    boolean[] usage = certificate.leaf().getKeyUsage();
    return isRsa(certificate) && usage != null && !usage[KEY_ENCIPHERMENT]
        ? Optional.of(
            "its key usage lacks keyEncipherment, so Aliyun's C SDKs will refuse it;"
                + " have it issued with digitalSignature and keyEncipherment")
        : Optional.empty();
  }

  private ServerCertificate read(Instant now) throws UnfitCertificateException {
    List<X509Certificate> chain = chain();
    X509Certificate leaf = chain.getFirst();
    requireTime(leaf, now);
    requireKind(leaf);
    requireUse(leaf);
    requireOrder(chain);
    PrivateKey key = key();
    requireFit(leaf, key);
    return new ServerCertificate(key, chain);
  }

  private List<X509Certificate> chain() throws UnfitCertificateException {
    var chain = new ArrayList<X509Certificate>();
    try (var pem = new PEMParser(new StringReader(contents.chain()))) {
      for (Object part = pem.readObject(); part != null; part = pem.readObject()) {
        if (part instanceof X509CertificateHolder holder) {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw unfit("is damaged or only half written");
    }
    if (chain.isEmpty()) {
      throw unfit("holds no certificate in PEM form");
    }
    return chain;
  }

  private PrivateKey key() throws UnfitCertificateException {
    try (var pem = new PEMParser(new StringReader(contents.key()))) {
      for (Object part = pem.readObject(); part != null; part = pem.readObject()) {
        switch (part) {
          case PrivateKeyInfo key -> {
            return new JcaPEMKeyConverter().getPrivateKey(key);
          }
          case PEMKeyPair pair -> {
            return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
          }
          case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
              throw unfitKey("is encrypted; store it without a passphrase, readable by us only");
          default -> {} // parameters of a curve, or the certificates, in the same file
        }
      }
    } catch (UnfitCertificateException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unfitKey("is damaged or only half written");
    }
    throw unfitKey("holds no private key in PEM form");
  }

  private void requireTime(X509Certificate leaf, Instant now) throws UnfitCertificateException {
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      throw unfit("holds a certificate that expired on " + leaf.getNotAfter().toInstant());
    }
    if (now.isBefore(leaf.getNotBefore().toInstant())) {
      throw unfit(
          "holds a certificate that is not valid before " + leaf.getNotBefore().toInstant());
    }
  }

  private void requireKind(X509Certificate leaf) throws UnfitCertificateException {
    switch (leaf.getPublicKey()) {
      case RSAPublicKey rsa -> {
        if (rsa.getModulus().bitLength() < SHORTEST_RSA_BITS) {
          throw unfit(
              "holds an RSA key of %d bits; devices want at least %d"
                  .formatted(rsa.getModulus().bitLength(), SHORTEST_RSA_BITS));
        }
      }
      case ECPublicKey ec -> {
        if (ec.getParams().getOrder().bitLength() != P256_BITS) {
          throw unfit("holds a key on another curve than P-256, which not all devices know");
        }
      }
      default -> throw unfit("holds a key that is neither RSA nor ECDSA");
    }
  }

  private void requireUse(X509Certificate leaf) throws UnfitCertificateException {
    boolean[] usage = leaf.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      throw unfit("holds a certificate whose key usage lacks digitalSignature");
    }
    try {
      List<String> purposes = leaf.getExtendedKeyUsage();
      if (purposes != null && !purposes.contains(SERVER_AUTHENTICATION)) {
        throw unfit("holds a certificate that is not for servers (extended key usage)");
      }
    } catch (GeneralSecurityException e) {
      throw unfit("holds a certificate with a broken extended key usage");
    }
  }

  private void requireOrder(List<X509Certificate> chain) throws UnfitCertificateException {
    for (int i = 0; i + 1 < chain.size(); i++) {
      try {
        chain.get(i).verify(chain.get(i + 1).getPublicKey());
      } catch (GeneralSecurityException e) {
        throw unfit(
            "holds certificates out of order: number %d was not signed by number %d"
                .formatted(i + 1, i + 2));
      }
    }
  }

  private void requireFit(X509Certificate leaf, PrivateKey key) throws UnfitCertificateException {
    try {
      var algorithm = leaf.getPublicKey() instanceof RSAPublicKey ? "RSA" : "ECDSA";
      var signature = Signature.getInstance("SHA256with" + algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(leaf.getPublicKey());
      if (signature.verify(signed)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      // told below
    }
    throw unfitKey("is not the key of the certificate in " + contents.files().chain());
  }

  private UnfitCertificateException unfit(String what) {
    return new UnfitCertificateException(contents.files().chain() + " " + what);
  }

  private UnfitCertificateException unfitKey(String what) {
    return new UnfitCertificateException(contents.files().key() + " " + what);
  }
}
