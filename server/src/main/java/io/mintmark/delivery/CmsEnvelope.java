package io.mintmark.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HexFormat;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;

/// A CMS message as stock `openssl cms` (3.0 or newer) opens it: AuthEnvelopedData with
/// AES-256-GCM, to an RSA or an elliptic-curve certificate.
final class CmsEnvelope implements Envelope {

  /// Not registered with the platform, whose own provider knows these algorithms by other names.
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private static final int CHUNK = 1 << 16;
  private static final int MIN_RSA_BITS = 2048;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;

  private final X509Certificate certificate;

  private CmsEnvelope(X509Certificate certificate) {
    this.certificate = certificate;
  }

  /// Checks that the certificate can be sealed to.
  ///
  /// @throws UnfitKeyException if not
  static void to(String pem, Instant now) {
    var certificate = certificate(pem);
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new UnfitKeyException("the certificate is over; send one that is valid");
    }
    switch (certificate.getPublicKey()) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() >= MIN_RSA_BITS ->
          requireUsage(certificate, KEY_ENCIPHERMENT, "keyEncipherment");
      case ECPublicKey _ -> requireUsage(certificate, KEY_AGREEMENT, "keyAgreement");
      default ->
          throw new UnfitKeyException(
              "the certificate's key is neither RSA of %d bits or more nor of an elliptic curve"
                  .formatted(MIN_RSA_BITS));
    }
  }

  /// To a certificate that was found fit when it was handed in.
  static CmsEnvelope toStored(String pem) {
    return new CmsEnvelope(certificate(pem));
  }

  static String fingerprint(String pem) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate(pem).getEncoded());
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireUsage(X509Certificate certificate, int bit, String name) {
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[bit]) {
      throw new UnfitKeyException(
          "the certificate's key usage lacks %s; send one made for encryption".formatted(name));
    }
  }

  private static X509Certificate certificate(String pem) {
    try {
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      var all = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
      if (all.size() == 1 && all.iterator().next() instanceof X509Certificate certificate) {
        return certificate;
      }
    } catch (CertificateException e) {
      // told below
    }
    throw new UnfitKeyException("this is not one X.509 certificate in PEM");
  }

  @Override
  public OutputStream open(OutputStream out) throws IOException {
    try {
      var generator = new CMSAuthEnvelopedDataStreamGenerator();
      generator.setBufferSize(CHUNK);
      generator.addRecipientInfoGenerator(recipient());
      var cipher =
          new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM).setProvider(PROVIDER).build();
      return generator.open(out, (OutputAEADEncryptor) cipher);
    } catch (CMSException | GeneralSecurityException e) {
      throw new IllegalStateException("sealing to a certificate failed", e);
    }
  }

  private RecipientInfoGenerator recipient() throws GeneralSecurityException {
    if (certificate.getPublicKey() instanceof ECPublicKey curve) {
      var generator = KeyPairGenerator.getInstance("EC", PROVIDER);
      generator.initialize(curve.getParams(), new SecureRandom());
      var ephemeral = generator.generateKeyPair();
      var agreement =
          new JceKeyAgreeRecipientInfoGenerator(
              CMSAlgorithm.ECDH_SHA256KDF,
              ephemeral.getPrivate(),
              ephemeral.getPublic(),
              CMSAlgorithm.AES256_WRAP);
      return agreement.addRecipient(certificate).setProvider(PROVIDER);
    }
    return new JceKeyTransRecipientInfoGenerator(certificate);
  }
}
