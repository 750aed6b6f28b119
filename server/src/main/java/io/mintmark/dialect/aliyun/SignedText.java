package io.mintmark.dialect.aliyun;

import io.mintmark.device.DeviceIdentity;
import io.mintmark.dialect.Signatures;
import io.mintmark.vault.Clues;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Proof;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Aliyun devices sign: names and values of the signed parameters, in the order of the names,
/// nothing between. Everything else in the client id's block is outside the signature.
final class SignedText {

  private SignedText() {}

  /// The proof of a registration, over either transport; the key is the ProductSecret.
  ///
  /// @param signature as sent
  static Proof proofOfRegistration(
      HmacAlgorithm algorithm, DeviceIdentity identity, String random, String signature) {
    return Proof.of(algorithm, ofRegistration(identity, random), Signatures.ofHex(signature))
        .withClues(
            new Clues(
                signature,
                Clues.Encoding.HEX,
                () -> MisreadTexts.ofRegistration(identity, random)));
  }

  static String ofRegistration(DeviceIdentity identity, String random) {
    return names(identity) + "random" + random;
  }

  /// Of a login; the key is the DeviceSecret. Where white space surrounds the base, SDK code exists
  /// that signs it trimmed, so that either may have been signed.
  ///
  /// @param base the client id up to its parameter block
  /// @param timestamp null if the device sent none, and then it is not part of the text
  static List<String> ofLogin(String base, DeviceIdentity identity, @Nullable String timestamp) {
    String rest = names(identity) + (timestamp == null ? "" : "timestamp" + timestamp);
    String asSent = "clientId" + base + rest;
    String trimmed = "clientId" + base.strip() + rest;
    return asSent.equals(trimmed) ? List.of(asSent) : List.of(asSent, trimmed);
  }

  /// The algorithm of a sign method's name; the vendor's pages write names in every case.
  static Optional<HmacAlgorithm> algorithm(String signMethod) {
    return switch (signMethod.toLowerCase(Locale.ROOT)) {
      case "hmacmd5" -> Optional.of(HmacAlgorithm.HMAC_MD5);
      case "hmacsha1" -> Optional.of(HmacAlgorithm.HMAC_SHA1);
      case "hmacsha256" -> Optional.of(HmacAlgorithm.HMAC_SHA256);
      default -> Optional.empty();
    };
  }

  private static String names(DeviceIdentity identity) {
    return "deviceName" + identity.name() + "productKey" + identity.product().value();
  }
}
