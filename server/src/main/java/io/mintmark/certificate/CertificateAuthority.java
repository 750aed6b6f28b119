package io.mintmark.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The installation's own certificate authority, kept in a folder: `ca.pem` for the devices,
/// `ca.key` for nobody. It is RSA 2048 with SHA-256, because the vendors' C SDKs are built without
/// elliptic curves and check the whole chain (aliyun-device §2.2). Expiry is generous: devices in
/// the field cannot be given a new root, and those SDKs do not look at dates.
public final class CertificateAuthority {

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(30 * 365);
  private static final Duration SERVER_LIFE = Duration.ofDays(10 * 365);
  private static final Duration RENEW_BEFORE = Duration.ofDays(365);
  private static final Pattern IP_LITERAL = Pattern.compile("[0-9.]+|.*:.*");
  private static final String PRIVATE = "rw-------";
  private static final String PUBLIC = "rw-r--r--";

  private final Path folder;
  private final PrivateKey key;
  private final X509Certificate certificate;
  private final SecureRandom random;
  private final InstantSource clock;

  private CertificateAuthority(
      Path folder,
      PrivateKey key,
      X509Certificate certificate,
      SecureRandom random,
      InstantSource clock) {
    this.folder = folder;
    this.key = key;
    this.certificate = certificate;
    this.random = random;
    this.clock = clock;
  }

  /// Opens the authority in `folder`, making it at first start.
  ///
  /// @throws IOException if the folder cannot be used, or holds half an authority
  public static CertificateAuthority open(Path folder, SecureRandom random, InstantSource clock)
      throws IOException {
    Files.createDirectories(folder);
    Path keyFile = folder.resolve("ca.key");
    Path certificateFile = folder.resolve("ca.pem");
    if (!Files.exists(certificateFile)) {
      // The certificate is written last: with it, the authority is complete.
      KeyPair pair = rsaKey(random);
      PemFile.write(keyFile, PRIVATE, pair.getPrivate());
      PemFile.write(certificateFile, PUBLIC, selfSigned(pair, random, clock.instant()));
    }
    return new CertificateAuthority(
        folder,
        PemFile.readKey(keyFile),
        PemFile.readChain(certificateFile).getFirst(),
        random,
        clock);
  }

  /// The certificate that devices must trust, as PEM text.
  public String certificatePem() {
    return PemFile.text(certificate);
  }

  /// The server's certificates for these host names and addresses, from the folder if they still
  /// fit, newly signed otherwise.
  public ServerCertificates serverCertificates(List<String> hosts) throws IOException {
    return new ServerCertificates(
        serverCertificate("server-ecdsa", true, hosts),
        serverCertificate("server-rsa", false, hosts),
        false,
        certificate);
  }

  private ServerCertificate serverCertificate(String name, boolean ecdsa, List<String> hosts)
      throws IOException {
    Path keyFile = folder.resolve(name + ".key");
    Path chainFile = folder.resolve(name + ".pem");
    if (Files.exists(chainFile) && Files.exists(keyFile)) {
      var known = new ServerCertificate(PemFile.readKey(keyFile), PemFile.readChain(chainFile));
      if (fits(known, hosts)) {
        return known;
      }
    }
    // A kill between the two files leaves a chain that does not fit; it is deleted first.
    Files.deleteIfExists(chainFile);
    KeyPair pair = ecdsa ? ecKey(random) : rsaKey(random);
    var chain = List.of(sign(pair.getPublic(), ecdsa, hosts), certificate);
    PemFile.write(keyFile, PRIVATE, pair.getPrivate());
    PemFile.write(chainFile, PUBLIC, chain.toArray());
    return new ServerCertificate(pair.getPrivate(), chain);
  }

  /// Whether a certificate that this authority signed should be replaced by now. One that ends with
  /// the authority itself cannot be.
  boolean isDue(ServerCertificate known) {
    Instant end = known.leaf().getNotAfter().toInstant();
    return end.isBefore(certificate.getNotAfter().toInstant())
        && !clock.instant().isBefore(end.minus(RENEW_BEFORE));
  }

  private boolean fits(ServerCertificate known, List<String> hosts) throws IOException {
    byte[] names = known.leaf().getExtensionValue(Extension.subjectAlternativeName.getId());
    byte[] wanted = new DEROctetString(names(hosts).getEncoded("DER")).getEncoded();
    return !isDue(known) && Arrays.equals(names, wanted) && known.chain().contains(certificate);
  }

  private X509Certificate sign(PublicKey publicKey, boolean ecdsa, List<String> hosts) {
    int usage =
        ecdsa ? KeyUsage.digitalSignature : KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    Instant now = clock.instant();
    try {
      var extensions = new JcaX509ExtensionUtils();
      var builder =
          new JcaX509v3CertificateBuilder(
                  certificate,
                  serial(random),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(earlier(now.plus(SERVER_LIFE), certificate.getNotAfter().toInstant())),
                  new X500Principal("CN=" + hosts.getFirst()),
                  publicKey)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
              .addExtension(Extension.subjectAlternativeName, false, names(hosts))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  extensions.createAuthorityKeyIdentifier(certificate));
      return signed(builder, key);
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException("cannot sign a server certificate", e);
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static GeneralNames names(List<String> hosts) {
    return new GeneralNames(
        hosts.stream().map(CertificateAuthority::name).toArray(GeneralName[]::new));
  }

  private static GeneralName name(String host) {
    boolean address = IP_LITERAL.matcher(host).matches();
    return new GeneralName(
        address ? GeneralName.iPAddress : GeneralName.dNSName,
        address ? InetAddress.ofLiteral(host).getHostAddress() : host);
  }

  private static X509Certificate selfSigned(KeyPair pair, SecureRandom random, Instant now) {
    var name = new X500Name("CN=Mintmark device CA,O=Mintmark");
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  serial(random),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(AUTHORITY_LIFE)),
                  name,
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return signed(builder, pair.getPrivate());
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IllegalStateException("cannot make a certificate authority", e);
    }
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withRSA").build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(127, random).setBit(126);
  }

  private static KeyPair rsaKey(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks RSA", e);
    }
  }

  private static KeyPair ecKey(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks P-256", e);
    }
  }
}
