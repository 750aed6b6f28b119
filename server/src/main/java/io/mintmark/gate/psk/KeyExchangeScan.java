package io.mintmark.gate.psk;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;

/// Reads along in a client's plaintext records until its ClientKeyExchange names the PSK identity.
/// The TLS library wants the key in the very moment in which it reads that message; so it is looked
/// up before the library is given the record.
///
/// Every kind of PSK key exchange has the identity first: RFC 4279, 2 to 4, and RFC 5489, 2. What
/// makes no sense is passed over: the library will find the same fault.
final class KeyExchangeScan {

  /// Longer identities name no device; of those no more than this is kept.
  static final int MAX_IDENTITY = 256;

  static final int RECORD_HEADER = 5;
  private static final int LENGTH_OF_IDENTITY = 2;
  private static final int MESSAGE_HEADER = 4;

  private final byte[] header = new byte[MESSAGE_HEADER];
  private final byte[] start = new byte[LENGTH_OF_IDENTITY + MAX_IDENTITY];
  private int headerRead;
  private int bodyRead;

  /// Looks at the next record.
  ///
  /// @param whole a record with its header; its indexes are left alone
  /// @return the identity, if this record completes it; empty but present if it is too long
  Optional<byte[]> look(ByteBuf whole) {
    if (whole.getUnsignedByte(whole.readerIndex()) != ContentType.handshake) {
      return Optional.empty();
    }
    ByteBuf in = whole.slice().skipBytes(RECORD_HEADER);
    while (in.isReadable()) {
      if (headerRead < MESSAGE_HEADER) {
        header[headerRead++] = in.readByte();
      } else if (header[0] != HandshakeType.client_key_exchange) {
        pass(in);
      } else if (gather(in)) {
        return Optional.of(identity());
      }
      beginAnewAfterMessage();
    }
    return Optional.empty();
  }

  private void pass(ByteBuf in) {
    int length = Math.min(in.readableBytes(), bodyLength() - bodyRead);
    in.skipBytes(length);
    bodyRead += length;
  }

  /// Takes one byte of a ClientKeyExchange; true if the identity is complete, or too long.
  private boolean gather(ByteBuf in) {
    start[bodyRead++] = in.readByte();
    return bodyRead >= LENGTH_OF_IDENTITY
        && (identityLength() > MAX_IDENTITY || bodyRead == LENGTH_OF_IDENTITY + identityLength());
  }

  private void beginAnewAfterMessage() {
    if (headerRead == MESSAGE_HEADER && bodyRead == bodyLength()) {
      headerRead = 0;
      bodyRead = 0;
    }
  }

  private int bodyLength() {
    return (header[1] & 0xFF) << 16 | (header[2] & 0xFF) << 8 | (header[3] & 0xFF);
  }

  private int identityLength() {
    return (start[0] & 0xFF) << 8 | (start[1] & 0xFF);
  }

  private byte[] identity() {
    int length = identityLength() > MAX_IDENTITY ? 0 : identityLength();
    var identity = new byte[length];
    System.arraycopy(start, LENGTH_OF_IDENTITY, identity, 0, length);
    return identity;
  }
}
