package io.mintmark.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/// Somebody else's certificate authority, which issues whatever it is asked for.
public final class TestIssuer {

  private final KeyPair pair = newKey("RSA 2048");
  private final X509Certificate certificate;

  public TestIssuer() {
    var name = new X500Name("CN=Somebody's CA");
    certificate = signed(name, name, pair, new Order("").usage(KeyUsage.keyCertSign).authority());
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /// What a certificate is to be like; a good one for localhost unless said otherwise.
  public static final class Order {
    private final String kind;
    private Instant from = Instant.parse("2020-01-01T00:00:00Z");
    private Instant to = Instant.parse("2090-01-01T00:00:00Z");
    private int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    private KeyPurposeId purpose = KeyPurposeId.id_kp_serverAuth;
    private boolean authority;

    /// @param kind `RSA` with its bits, or `EC` with its curve
    public Order(String kind) {
      this.kind = kind;
    }

    public Order from(Instant instant) {
      from = instant;
      return this;
    }

    public Order to(Instant instant) {
      to = instant;
      return this;
    }

    public Order usage(int bits) {
      usage = bits;
      return this;
    }

    public Order purpose(KeyPurposeId newPurpose) {
      purpose = newPurpose;
      return this;
    }

    private Order authority() {
      authority = true;
      return this;
    }
  }

  /// A certificate with its key, in PEM forms.
  public record Issued(X509Certificate leaf, KeyPair pair, X509Certificate issuer) {

    public String chainPem() {
      return PemFile.text(leaf) + PemFile.text(issuer);
    }

    /// PKCS#8.
    public String keyPem() {
      return PemFile.text(pair.getPrivate());
    }

    /// PKCS#1 or SEC 1, as OpenSSL wrote them of old.
    public String oldKeyPem() throws IOException {
      return pair.getPrivate() instanceof ECPrivateKey key
          ? written(new PemObject("EC PRIVATE KEY", sec1(key)))
          : written(pair.getPrivate());
    }

    private byte[] sec1(ECPrivateKey key) throws IOException {
      var info = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
      return new org.bouncycastle.asn1.sec.ECPrivateKey(
              256, key.getS(), info.getPublicKeyData(), info.getAlgorithm().getParameters())
          .getEncoded();
    }

    public String encryptedKeyPem() throws Exception {
      var encryptor =
          new org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder(
                  JcaPKCS8Generator.PBE_SHA1_3DES)
              .setPassword("secret".toCharArray())
              .build();
      return written(new JcaPKCS8Generator(pair.getPrivate(), encryptor));
    }

    private static String written(Object part) throws IOException {
      var text = new StringWriter();
      try (var pem = new JcaPEMWriter(text)) {
        pem.writeObject(part);
      }
      return text.toString();
    }

    public CertificateFiles in(Path folder, String name) throws IOException {
      Path chain = folder.resolve(name + ".pem");
      Path key = folder.resolve(name + ".key");
      Files.writeString(chain, chainPem());
      Files.writeString(key, keyPem());
      return new CertificateFiles(chain, key);
    }
  }

  public Issued issue(String kind) {
    return issue(new Order(kind));
  }

  public Issued issue(Order order) {
    KeyPair leafPair = newKey(order.kind);
    var leaf = signed(new X500Name("CN=localhost"), issuerName(), leafPair, order);
    return new Issued(leaf, leafPair, certificate);
  }

  private static X500Name issuerName() {
    return new X500Name("CN=Somebody's CA");
  }

  private X509Certificate signed(X500Name name, X500Name issuer, KeyPair subject, Order order) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
                  issuer,
                  new BigInteger(64, new SecureRandom()),
                  Date.from(order.from),
                  Date.from(order.to),
                  name,
                  subject.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(order.authority))
              .addExtension(Extension.keyUsage, true, new KeyUsage(order.usage));
      if (!order.authority) {
        builder
            .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(order.purpose))
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
      }
      var signer = new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKey(String kind) {
    var words = List.of(kind.split(" "));
    try {
      var generator = KeyPairGenerator.getInstance(words.getFirst());
      if (words.getFirst().equals("RSA")) {
        generator.initialize(Integer.parseInt(words.get(1)));
      } else if (words.getFirst().equals("EC")) {
        generator.initialize(new ECGenParameterSpec(words.get(1)));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
