package io.mintmark.product;

import io.mintmark.vault.SecretText;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// How product keys, secrets and device names of one dialect look, from the identity tables of the
/// two protocol references. Secrets hold letters and digits only (or base64, where the dialect says
/// so), because several device SDKs read JSON without unescaping.
public enum IdentityFormat {
  /// ProductKey `a1` and nine more, DeviceName 4–32 of `A-Z a-z 0-9 - _ @ . :`.
  ALIYUN(4, 32, "-_@.:") {
    @Override
    public ProductKey newProductKey(SecureRandom random) {
      return new ProductKey("a1" + pick(random, LETTERS_AND_DIGITS, 9));
    }

    @Override
    public SecretText newProductSecret(SecureRandom random) {
      return SecretText.of(pick(random, LETTERS_AND_DIGITS, 16));
    }

    @Override
    public SecretText newDeviceSecret(SecureRandom random) {
      return SecretText.of(pick(random, LETTERS_AND_DIGITS, 32));
    }
  },

  /// ProductID of exactly ten capitals or digits, DeviceName 1–48 of `A-Z a-z 0-9 : _ -`, psk the
  /// base64 of 16 bytes.
  TENCENT(1, 48, ":_-") {
    @Override
    public ProductKey newProductKey(SecureRandom random) {
      return new ProductKey(pick(random, CAPITALS_AND_DIGITS, TENCENT_KEY_LENGTH));
    }

    @Override
    public SecretText newProductSecret(SecureRandom random) {
      return SecretText.of(pick(random, LETTERS_AND_DIGITS, 24));
    }

    @Override
    public SecretText newDeviceSecret(SecureRandom random) {
      byte[] psk = new byte[16];
      random.nextBytes(psk);
      return SecretText.of(Base64.getEncoder().encodeToString(psk));
    }
  };

  private static final String CAPITALS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String LETTERS_AND_DIGITS =
      CAPITALS_AND_DIGITS + "abcdefghijklmnopqrstuvwxyz";

  private static final int TENCENT_KEY_LENGTH = 10;
  private static final int TENCENT_CIPHER_KEY_LENGTH = 16;

  /// Length of names that the system makes up: 119 bits, so that two are never alike in practice.
  private static final int GENERATED_NAME_LENGTH = 20;

  private static final int SHARED_NAME_LENGTH = 6;

  /// Longest DeviceSecret that any device is known to carry; of Tencent's, 48 bytes as base64.
  private static final int MAX_SECRET_LENGTH = 64;

  private final int minNameLength;
  private final int maxNameLength;
  private final String nameMarks;

  IdentityFormat(int minNameLength, int maxNameLength, String nameMarks) {
    this.minNameLength = minNameLength;
    this.maxNameLength = maxNameLength;
    this.nameMarks = nameMarks;
  }

  public abstract ProductKey newProductKey(SecureRandom random);

  public abstract SecretText newProductSecret(SecureRandom random);

  public abstract SecretText newDeviceSecret(SecureRandom random);

  /// A random DeviceName of 20 letters and digits, valid in every dialect.
  public String newDeviceName(SecureRandom random) {
    return pick(random, LETTERS_AND_DIGITS, GENERATED_NAME_LENGTH);
  }

  /// So many different names as of [#newDeviceName], in ascending order, beginning with the same
  /// six characters, which are random: neighbours in the store, where writing a name between
  /// strangers costs many times as much. What differs has 83 bits, so names are still not guessed.
  public List<String> newDeviceNames(SecureRandom random, int count) {
    String shared = pick(random, LETTERS_AND_DIGITS, SHARED_NAME_LENGTH);
    var names = new TreeSet<String>();
    while (names.size() < count) {
      int own = GENERATED_NAME_LENGTH - SHARED_NAME_LENGTH;
      names.add(shared + pick(random, LETTERS_AND_DIGITS, own));
    }
    return List.copyOf(names);
  }

  /// A ClientID for one more unit of a name. Devices keep at most 69 characters of it.
  public String newClientId(SecureRandom random) {
    return pick(random, LETTERS_AND_DIGITS, GENERATED_NAME_LENGTH);
  }

  /// A DeviceToken of 238 bits. Devices keep at most 63 characters of it, and their parsers undo no
  /// escapes.
  public SecretText newDeviceToken(SecureRandom random) {
    return SecretText.of(pick(random, LETTERS_AND_DIGITS, 40));
  }

  /// What stands in the way of firmware that was burned with this key and secret elsewhere; empty
  /// if it can work here. What devices are known to carry is wider than what we make.
  public Optional<String> faultOfExisting(ProductKey key, SecretText secret) {
    return switch (this) {
      case ALIYUN -> Optional.empty();
      case TENCENT -> {
        if (key.value().length() != TENCENT_KEY_LENGTH) {
          // A device's client id is key and name without a mark between them.
          yield Optional.of("a ProductID of this dialect has exactly 10 characters");
        }
        yield secret.expose().length() < TENCENT_CIPHER_KEY_LENGTH
            // Its first 16 characters encrypt the answer to a registration.
            ? Optional.of("a ProductSecret of this dialect has at least 16 characters")
            : Optional.empty();
      }
    };
  }

  /// What is wrong with `name` as a DeviceName of this dialect, for the person who wrote it; empty
  /// if nothing is.
  public Optional<String> faultOfName(String name) {
    if (name.length() < minNameLength || name.length() > maxNameLength) {
      return Optional.of(
          "has %d characters; a DeviceName has %d to %d"
              .formatted(name.length(), minNameLength, maxNameLength));
    }
    return name.chars()
        .filter(c -> !allowed((char) c))
        .mapToObj(this::faultOfCharacter)
        .findFirst();
  }

  /// What is wrong with `secret` as the DeviceSecret of a device that was made elsewhere; empty if
  /// it can work here. The sentence goes on from "the DeviceSecret" and holds nothing of it.
  ///
  /// Aliyun's devices read it from JSON without undoing escapes; those in C keep 63 characters, so
  /// one of 64 serves only units that have it burned in. Tencent's decode it as base64 into 48
  /// bytes.
  public Optional<String> faultOfDeviceSecret(SecretText secret) {
    String text = secret.expose();
    if (text.isEmpty() || text.length() > MAX_SECRET_LENGTH) {
      return Optional.of("is not of 1 to %d characters".formatted(MAX_SECRET_LENGTH));
    }
    boolean sound =
        switch (this) {
          case ALIYUN -> text.chars().allMatch(IdentityFormat::isPlain);
          case TENCENT -> isBase64(text);
        };
    return sound
        ? Optional.empty()
        : Optional.of(
            switch (this) {
              case ALIYUN -> "holds a blank, a quote, a backslash or what is not printable ASCII";
              case TENCENT -> "is not the standard base64, with padding, of 1 to 48 bytes";
            });
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c < 127 && c != '"' && c != '\'' && c != '\\';
  }

  /// Whether it is the one way in which its bytes are written.
  private static boolean isBase64(String text) {
    try {
      return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// The fewest characters of a DeviceName.
  public int minNameLength() {
    return minNameLength;
  }

  /// The most characters of a DeviceName.
  public int maxNameLength() {
    return maxNameLength;
  }

  /// What a DeviceName may hold beside letters and digits.
  public String nameMarks() {
    return nameMarks;
  }

  /// Whether a DeviceName may hold this character.
  public boolean allowsInName(char c) {
    return allowed(c);
  }

  private boolean allowed(char c) {
    return LETTERS_AND_DIGITS.indexOf(c) >= 0 || nameMarks.indexOf(c) >= 0;
  }

  private String faultOfCharacter(int c) {
    String shown = c > ' ' && c < 127 ? "'" + (char) c + "'" : "U+%04X".formatted(c);
    return "holds %s; a DeviceName has letters, digits and %s".formatted(shown, nameMarks);
  }

  /// Evenly distributed characters; `random` is asked for many bytes at once, because asking is
  /// what costs.
  private static String pick(SecureRandom random, String alphabet, int length) {
    var text = new StringBuilder(length);
    int fair = 256 - 256 % alphabet.length(); // from here on the first characters would be likelier
    byte[] drawn = new byte[length + length / 8 + 2];
    while (text.length() < length) {
      random.nextBytes(drawn);
      for (int i = 0; i < drawn.length && text.length() < length; i++) {
        int value = drawn[i] & 0xff;
        if (value < fair) {
          text.append(alphabet.charAt(value % alphabet.length()));
        }
      }
    }
    return text.toString();
  }
}
