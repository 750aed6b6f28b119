package io.mintmark.gate;

import io.netty.buffer.ByteBuf;

/// Which way a ClientHello is to be answered. The client's own order of suites decides between
/// certificate and pre-shared key, because builds of one vendor offer both and mean the first.
enum HelloRoute {
  /// The certificate on P-256, and no other.
  ECDSA,
  /// The RSA certificate, static RSA included, and no other.
  RSA,
  /// The client takes either certificate.
  EITHER,
  /// The client counts on a pre-shared key.
  PSK,
  /// Not a ClientHello that we could read.
  UNREADABLE;

  private static final int SUPPORTED_GROUPS = 10;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int ECDSA_SECP256R1_SHA256 = 0x0403;
  private static final int RSA_PSS_RSAE_SHA256 = 0x0804;
  private static final int SECP256R1 = 0x0017;
  private static final int TLS_1_3 = 0x0304;

  /// Reads the body of a ClientHello (RFC 8446, 4.1.2), from its legacy version on.
  static HelloRoute of(ByteBuf hello) {
    try {
      return read(hello.duplicate());
    } catch (IndexOutOfBoundsException e) {
      return UNREADABLE; // some length in it points outside
    }
  }

  private static HelloRoute read(ByteBuf hello) {
    hello.skipBytes(2 + 32); // version, random
    hello.skipBytes(hello.readUnsignedByte()); // session id
    ByteBuf suites = hello.readSlice(hello.readUnsignedShort());
    hello.skipBytes(hello.readUnsignedByte()); // compression
    boolean ecdsaSuite = false;
    boolean rsaSuite = false;
    while (suites.isReadable()) {
      int suite = suites.readUnsignedShort();
      if (isPsk(suite) && !ecdsaSuite && !rsaSuite) {
        return PSK;
      }
      ecdsaSuite |= isEcdheEcdsa(suite);
      rsaSuite |= isRsa(suite);
    }
    ByteBuf extensions =
        hello.isReadable() ? hello.readSlice(hello.readUnsignedShort()) : hello.readSlice(0);
    return certificateFor(extensions, ecdsaSuite, rsaSuite);
  }

  private static HelloRoute certificateFor(
      ByteBuf extensions, boolean ecdsaSuite, boolean rsaSuite) {
    boolean ecdsaSignature = false;
    boolean pssSignature = false;
    boolean group = false;
    boolean thirteen = false;
    while (extensions.isReadable()) {
      int type = extensions.readUnsignedShort();
      ByteBuf body = extensions.readSlice(extensions.readUnsignedShort());
      switch (type) {
        case SIGNATURE_ALGORITHMS -> {
          ecdsaSignature = lists(body.duplicate(), 2, ECDSA_SECP256R1_SHA256);
          pssSignature = lists(body, 2, RSA_PSS_RSAE_SHA256);
        }
        case SUPPORTED_GROUPS -> group = lists(body, 2, SECP256R1);
        case SUPPORTED_VERSIONS -> thirteen = lists(body, 1, TLS_1_3);
        default -> {}
      }
    }
    boolean ecdsa = ecdsaSignature && (thirteen || (ecdsaSuite && group));
    boolean rsa = rsaSuite || (thirteen && pssSignature);
    if (ecdsa) {
      return rsa ? EITHER : ECDSA;
    }
    return RSA;
  }

  private static boolean lists(ByteBuf body, int lengthBytes, int wanted) {
    body.skipBytes(lengthBytes);
    boolean found = false;
    while (body.readableBytes() >= 2) {
      found |= body.readUnsignedShort() == wanted;
    }
    return found;
  }

  /// Whether the suite is one that we serve under a pre-shared key.
  private static boolean isPsk(int suite) {
    return switch (suite) {
      case 0x008C, 0x008D, 0x00AE, 0x00AF, 0x00A8, 0x00A9 -> true;
      case 0xC035, 0xC036, 0xC037, 0xC038, 0xD001, 0xD002 -> true;
      default -> false;
    };
  }

  /// Whether the suite is one that our RSA certificate may serve. Suites of no kind decide nothing:
  /// TLS 1.3's (0x13xx), which fit both ways, GREASE, signals, and whatever we lack, such as static
  /// RSA with CBC and SHA-256 (0x003C, 0x003D), which Aliyun's C SDKs name before the ones with
  /// SHA.
  private static boolean isRsa(int suite) {
    return switch (suite) {
      case 0x002F, 0x0035, 0x009C, 0x009D -> true;
      case 0xC013, 0xC014, 0xC02F, 0xC030, 0xCCA8 -> true;
      default -> false;
    };
  }

  private static boolean isEcdheEcdsa(int suite) {
    return suite == 0xC02B || suite == 0xC02C || suite == 0xCCA9;
  }
}
