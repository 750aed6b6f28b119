package io.mintmark.devicekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A CONNECT read back from its bytes, independently of the code that wrote it.
public record Connect(
    String protocol,
    int level,
    int flags,
    int keepAlive,
    String clientId,
    @Nullable String username,
    @Nullable String password) {

  public static Connect read(byte[] packet) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(packet));
    assertThat(in.readUnsignedByte()).as("packet type CONNECT").isEqualTo(0x10);
    while (in.readUnsignedByte() > 0x7F) {
      // the remaining length was checked by whoever split the packets
    }
    var protocol = in.readUTF();
    int level = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int keepAlive = in.readUnsignedShort();
    var clientId = in.readUTF();
    var username = (flags & 0x80) == 0 ? null : in.readUTF();
    var password = (flags & 0x40) == 0 ? null : in.readUTF();
    assertThat(in.read()).as("end of packet").isEqualTo(-1);
    return new Connect(protocol, level, flags, keepAlive, clientId, username, password);
  }
}
