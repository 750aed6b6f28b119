package io.mintmark.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Where an operator keeps a certificate and its key; others replace these files whenever they
/// like.
///
/// @param chain PEM: the server's own certificate first, then whoever signed it, and so on
/// @param key PEM, PKCS#8, PKCS#1 or SEC 1, without a passphrase; may be the same file
public record CertificateFiles(Path chain, Path key) {

  private static final int LONGEST = 1 << 20;

  /// Both files as they are at this moment.
  ///
  /// @throws UnfitCertificateException if they cannot be read
  Contents read() throws UnfitCertificateException {
    return new Contents(this, read(chain), read(key));
  }

  private static String read(Path file) throws UnfitCertificateException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new UnfitCertificateException(file + " is too large for a certificate or key");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new UnfitCertificateException(file + " does not exist");
    } catch (UnfitCertificateException e) {
      throw e;
    } catch (IOException e) {
      throw new UnfitCertificateException(file + " cannot be read: " + e.getMessage());
    }
  }

  static String digestOf(List<Contents> all) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var contents : all) {
        digest.update(contents.chain().getBytes(StandardCharsets.ISO_8859_1));
        digest.update((byte) 0);
        digest.update(contents.key().getBytes(StandardCharsets.ISO_8859_1));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256", e);
    }
  }

  /// What stands in both files. It never prints itself.
  record Contents(CertificateFiles files, String chain, String key) {

    @Override
    public String toString() {
      return files.toString();
    }
  }
}
