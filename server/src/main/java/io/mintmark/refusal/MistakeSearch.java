package io.mintmark.refusal;

import io.mintmark.vault.Clues.Encoding;
import io.mintmark.vault.HmacAlgorithm;
import io.mintmark.vault.Misreading;
import io.mintmark.vault.Mistake;
import io.mintmark.vault.Proof;
import io.mintmark.vault.Proof.KeyForm;
import io.mintmark.vault.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Looks for the mistake behind one wrong signature: makes the signature that each usual mistake
/// would have made, two of them together at most, and compares. A few hundred MACs, under a
/// millisecond; nothing of the secrets leaves it but the name of the mistake. For one use.
final class MistakeSearch {

  private static final int MOST_MISTAKES = 2;

  private final Proof proof;
  private final List<Presented> presented;
  private final List<Misreading> misreadings;
  private Set<Mistake> best = Set.of();

  private MistakeSearch(Proof proof) {
    this.proof = proof;
    this.presented = readings(proof);
    this.misreadings = presented.isEmpty() ? List.of() : proof.clues().misreadings().get();
  }

  /// A secret that may have been used.
  ///
  /// @param mistake that it would be; null for the right one
  record Key(@Nullable Mistake mistake, SecretText secret) {}

  /// The fewest mistakes that explain the signature; empty if none of those known does.
  static Optional<Set<Mistake>> explain(Proof proof, List<Key> keys) {
    var search = new MistakeSearch(proof);
    if (!search.presented.isEmpty()) {
      keys.forEach(search::tryKey);
    }
    return search.best.isEmpty() ? Optional.empty() : Optional.of(search.best);
  }

  private void tryKey(Key key) {
    var mistakes = EnumSet.noneOf(Mistake.class);
    if (key.mistake() != null) {
      mistakes.add(key.mistake());
    }
    tryTexts(bytes(key.secret(), proof.keyForm()), mistakes);
    boolean decoded = proof.keyForm() == KeyForm.BASE64;
    tryTexts(
        bytes(key.secret(), decoded ? KeyForm.TEXT : KeyForm.BASE64),
        with(mistakes, decoded ? Mistake.SECRET_NOT_DECODED : Mistake.SECRET_DECODED));
  }

  private void tryTexts(byte[] key, Set<Mistake> mistakes) {
    if (key.length == 0 || mistakes.size() > MOST_MISTAKES) {
      return;
    }
    for (var algorithm : HmacAlgorithm.values()) {
      var soFar = algorithm == proof.algorithm() ? mistakes : with(mistakes, Mistake.OTHER_HASH);
      Mac mac = mac(algorithm, key);
      for (String text : proof.texts()) {
        compare(mac, text, soFar);
        compare(mac, text + "\n", with(soFar, Mistake.TRAILING_NEWLINE));
        compare(mac, text + "\r\n", with(soFar, Mistake.TRAILING_NEWLINE));
        compare(mac, text.toLowerCase(Locale.ROOT), with(soFar, Mistake.CASE_CHANGED));
        compare(mac, text.toUpperCase(Locale.ROOT), with(soFar, Mistake.CASE_CHANGED));
      }
      for (Misreading misreading : misreadings) {
        compare(mac, misreading.text(), with(soFar, misreading.mistake()));
      }
    }
  }

  private void compare(Mac mac, String text, Set<Mistake> mistakes) {
    if (mistakes.size() > MOST_MISTAKES || !isBetter(mistakes.size())) {
      return;
    }
    byte[] expected = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    for (Presented reading : presented) {
      if (MessageDigest.isEqual(expected, reading.mac())) {
        consider(reading.mistake() == null ? mistakes : with(mistakes, reading.mistake()));
      }
    }
  }

  private boolean isBetter(int mistakes) {
    return best.isEmpty() || mistakes < best.size();
  }

  private void consider(Set<Mistake> mistakes) {
    if (!mistakes.isEmpty() && mistakes.size() <= MOST_MISTAKES && isBetter(mistakes.size())) {
      best = mistakes;
    }
  }

  /// The signature read in one way.
  ///
  /// @param mistake that writing it so would be; null for the right way
  @SuppressWarnings("ArrayRecordComponent") // compared in constant time only
  private record Presented(@Nullable Mistake mistake, byte[] mac) {}

  private static List<Presented> readings(Proof proof) {
    List<Presented> readings = new ArrayList<>();
    String text = proof.clues().presented().strip();
    Encoding wanted = proof.clues().encoding();
    byte[] hex = hex(text);
    byte[] base64 = base64(text);
    byte[] inner = hex(new String(base64, StandardCharsets.ISO_8859_1));
    if (hex.length > 0) {
      readings.add(
          new Presented(wanted == Encoding.HEX ? null : Mistake.HEX_INSTEAD_OF_BASE64, hex));
    }
    if (inner.length > 0) {
      // With small digits the right form is read as right: then something else is wrong.
      readings.add(
          new Presented(
              wanted != Encoding.BASE64_OF_HEX
                  ? Mistake.BASE64_OF_HEX
                  : proof.signature().length == 0 ? Mistake.HEX_IN_CAPITALS : null,
              inner));
    } else if (base64.length > 0) {
      readings.add(
          new Presented(wanted == Encoding.BASE64 ? null : Mistake.BASE64_INSTEAD_OF_HEX, base64));
    }
    return readings;
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] bytes(SecretText secret, KeyForm form) {
    return form == KeyForm.TEXT ? secret.exposeBytes() : base64(secret.expose());
  }

  private static Set<Mistake> with(Set<Mistake> mistakes, Mistake another) {
    var all = EnumSet.of(another);
    all.addAll(mistakes);
    return all;
  }

  private static Mac mac(HmacAlgorithm algorithm, byte[] key) {
    try {
      Mac mac = Mac.getInstance(algorithm.jcaName());
      mac.init(new SecretKeySpec(key, algorithm.jcaName()));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an HMAC of the Java platform refused a key", e);
    }
  }
}
