package io.mintmark.delivery;

import io.mintmark.vault.Sealed;

/// What a delivery's package is sealed with. A key is the factory's at the time the delivery was
/// made, so that a later one cannot open what was meant for an earlier one.
public sealed interface Sealing {

  /// An OpenPGP message.
  ///
  /// @param key an armored OpenPGP public key
  record OpenPgp(String key) implements Sealing {}

  /// A CMS message.
  ///
  /// @param certificate X.509 in PEM
  record Cms(String certificate) implements Sealing {}

  /// A ZIP whose files are encrypted.
  ///
  /// @param passphrase sealed by the vault, because each download needs it
  record ZipAes256(Sealed passphrase) implements Sealing {}

  /// The kinds by the names that programs use.
  enum Kind {
    OPENPGP(".zip.gpg"),
    CMS(".zip.p7m"),
    ZIP_AES256(".zip");

    private final String ending;

    Kind(String ending) {
      this.ending = ending;
    }

    /// How the names of such packages end.
    public String ending() {
      return ending;
    }
  }

  default Kind kind() {
    return switch (this) {
      case OpenPgp _ -> Kind.OPENPGP;
      case Cms _ -> Kind.CMS;
      case ZipAes256 _ -> Kind.ZIP_AES256;
    };
  }
}
